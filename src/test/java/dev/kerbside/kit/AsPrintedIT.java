package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.Shell;
import dev.kerbside.TutorialNames;
import dev.kerbside.kit.PrintedCommands.Refused;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial's commands, typed on the edge node word for word and in order, and its own program in PySpark. Each works,
 * or a page says why it cannot.
 */
@ExtendWith(RunningLab.class)
class AsPrintedIT {
    private static final long ROWS = 1_000;
    private static final String FOLDER = "nyc-taxi-stream";

    /** A proxy that nobody runs: no program that asks for one gets out of the edge node. */
    private static final String NO_NETWORK = "export http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9";

    /** The program's console shows no more. */
    private static final int SHOWN = 20;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path temporary;

    private Shell edge;
    private final List<LoginShell> windows = new ArrayList<>();
    private LoginShell window;
    private LoginShell job;
    private Map<String, HourlyRow> expected;

    @BeforeEach
    void open(Endpoints lab) throws Exception {
        TutorialText.require();
        assumeTrue(lab.hosts() != null, "Not run: this lab has no edge node; with one: -Dlab.substrate=containers");
        edge = Lab.attach(lab.folder()).shell();
        window = window();
        assumeTrue(
                window.type("test -e /etc/pip.conf && test -e \"$SPARK_HOME/python/lib/pyspark.zip\"")
                                .exit()
                        == 0,
                "Not run: the image was built without Python's packages or PySpark (PyPI was out of reach)");
        Path month = temporary.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(month, ROWS, 29);
        expected = Oracle.expected(month).rows().stream()
                .collect(Collectors.toMap(
                        row -> row.windowStart().toString().replace('T', ' ') + " "
                                + Objects.toString(row.pickUpBorough(), "NULL"),
                        Function.identity()));
        Kerberos.use(lab);
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            fs.delete(new org.apache.hadoop.fs.Path(TutorialNames.TDP.tripsFolder()), true);
            new TripStore(fs, TutorialNames.TDP).putTrips(month);
            new TripStore(fs, TutorialNames.TDP).putZones(Zones.all());
        }
        window.type("rm -rf " + FOLDER + "; kdestroy -q");
        window.type(NO_NETWORK);
    }

    @AfterEach
    void clean() throws Exception {
        for (LoginShell shell : windows) {
            shell.close();
        }
        if (edge != null) {
            edge.running("pkill -f SparkSubmit; rm -rf " + FOLDER + "; kdestroy -q")
                    .start()
                    .waitFor();
        }
    }

    @Test
    void eachCommandWorksOrFailsAsAPageSays(Endpoints lab) throws Exception {
        for (String command : TutorialText.commands()) {
            String plain = PrintedCommands.plain(command);
            LoginShell.Result result = window.type(command);
            Optional<Refused> refused = PrintedCommands.REFUSED.stream()
                    .filter(known -> known.command().equals(plain))
                    .findFirst();
            if (refused.isEmpty()) {
                assertThat(result.exit()).as("%s: %s", command, result.output()).isZero();
            } else {
                assertThat(result.exit()).as(command).isNotZero();
                assertThat(result.output()).as(command).contains(refused.get().said());
            }
            switch (plain) {
                case PrintedCommands.PACKAGES -> {
                    thePackagesAreThere();
                    copyThePrograms(lab);
                }
                case PrintedCommands.SUBMIT -> theTutorialsProgramRuns(command);
                case PrintedCommands.PRODUCE -> itsFaultsAreThoseOfThePages();
                default -> {}
            }
        }
        assertThat(window.type("/bin/kafka-topics.sh --list --command-config /etc/kafka/conf/client.properties")
                        .output()
                        .lines())
                .doesNotContain(TutorialNames.TDP.topic());
    }

    private void thePackagesAreThere() throws IOException {
        LoginShell.Result imported = window.type(
                "python3 -c 'import kafka, pyarrow, gssapi, pandas; print(kafka, pyarrow, gssapi, pandas)'");
        assertThat(imported.exit()).as(imported.output()).isZero();
        assertThat(imported.output().split("/" + FOLDER + "/venv/")).hasSize(5);
    }

    /** What a person does with an editor. One line is another: the zone file's address is not reached from everywhere. */
    private void copyThePrograms(Endpoints lab) throws Exception {
        String job = TutorialText.program(PrintedCommands.JOB);
        String here = job.replaceAll("(?m)^url = .*", "url = \"" + lab.hdfs() + TutorialNames.TDP.zonesFile() + "\"");
        assertThat(here).isNotEqualTo(job).hasLineCount((int) job.lines().count());
        copy(PrintedCommands.JOB, here);
        copy(PrintedCommands.PRODUCER, TutorialText.program(PrintedCommands.PRODUCER));
    }

    private void copy(String name, String text) throws Exception {
        Path file = Files.writeString(temporary.resolve(name), text);
        Process copying = edge.running("cat > " + FOLDER + "/" + name)
                .redirectInput(file.toFile())
                .start();
        assertThat(copying.waitFor()).isZero();
    }

    /** The window of the job stays with it, and the rest is typed in another one, as the tutorial says. */
    private void theTutorialsProgramRuns(String command) throws Exception {
        window.start(command + PrintedCommands.JOB);
        job = window;
        Awaitility.await("the first, empty table").atMost(LIMIT).until(() -> table().isPresent());
        assertThat(job.printed().lines().filter(line -> line.contains("is not fetched")))
                .containsExactly("spark3-submit: org.apache.spark:spark-sql-kafka-0-10_2.12:3.2.2 is not fetched,"
                        + " because the lab has that of Spark 3.5.7.");
        assertThat(table().orElseThrow()).isEmpty();
        window = window();
    }

    private void itsFaultsAreThoseOfThePages() throws Exception {
        copy("mended.py", mended(TutorialText.program(PrintedCommands.PRODUCER)));
        LoginShell.Result sent = window.type("python3 mended.py");
        assertThat(sent.exit()).as(sent.output()).isZero();
        Awaitility.await("all trips are in the table").atMost(LIMIT).until(() -> table().filter(this::isWhole)
                .isPresent());
        assertThat(table().orElseThrow())
                .allSatisfy(row -> assertThat(row.get("AvgPassengerCount")).isEqualTo("NULL"))
                .allSatisfy(row -> assertThat(Double.parseDouble(row.get("AvgTipAmount")))
                        .isCloseTo(expected(row).avgDistance().doubleValue(), within(0.01)))
                .anySatisfy(row -> assertThat(Double.parseDouble(row.get("AvgTipAmount")))
                        .isNotCloseTo(expected(row).avgTipAmount().doubleValue(), within(0.1)))
                .allSatisfy(row -> assertThat(Double.parseDouble(row.get("TotalFareAmount")))
                        .isCloseTo(expected(row).totalFareAmount().doubleValue(), within(0.01)));
        window.type("pkill -f SparkSubmit");
        job.end();
    }

    /** The tutorial's producer, with all that is wrong in it done in the way that page 03 shows. */
    private static String mended(String producer) {
        return producer.replaceFirst("hdfs = pa.*", "")
                .replaceFirst("hdfs\\.ls\\('(.*)'\\)\\[0]", "os.popen('hdfs dfs -ls -C $1').read().splitlines()[0]")
                .replaceFirst(
                        "with hdfs\\.open\\(file_path",
                        "os.system('hdfs dfs -cat ' + file_path + ' > trips.parquet')\nwith open('trips.parquet'");
    }

    private Optional<List<Map<String, String>>> table() {
        return ForeignTable.last(job.printed());
    }

    private boolean isWhole(List<Map<String, String>> table) {
        return table.size() == SHOWN
                && table.stream().allMatch(row -> row.get("TripCount")
                        .equals(String.valueOf(expected(row).tripCount())));
    }

    private HourlyRow expected(Map<String, String> row) {
        String start = row.get("window").replaceAll("^\\{(.*):00, .*", "$1");
        return expected.get(start + " " + row.get("PickUpBorough"));
    }

    private LoginShell window() throws IOException {
        windows.add(new LoginShell(edge, Files.createTempFile(temporary, "window", ".txt")));
        return windows.get(windows.size() - 1);
    }
}
