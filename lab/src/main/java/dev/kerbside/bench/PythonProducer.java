package dev.kerbside.bench;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.process.Build;
import dev.kerbside.security.Kerberos;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kerby.kerberos.kerb.KrbException;

/** The tutorial's producer in Python, corrected: {@code tutorial-steps/03-ingest/producer.py}. */
final class PythonProducer {
    private static final String PYTHON = System.getenv().getOrDefault("LAB_PYTHON", "python3");
    private static final Pattern SPEED = Pattern.compile("records acknowledged in [0-9.]+ s \\(([0-9,]+) a second\\)");

    private final Lab lab;
    private final Endpoints endpoints;
    private final Path ticket;

    PythonProducer(Lab lab) {
        this.lab = lab;
        this.endpoints = lab.endpoints();
        this.ticket = lab.job("bench").file("krb5cc");
    }

    /** Whether its packages are on this machine. LAB_PYTHON may name another interpreter than python3. */
    boolean isHere() throws IOException, InterruptedException {
        return run("'%s' -c 'import gssapi, kafka.codec, pandas, pyarrow.parquet'".formatted(PYTHON))
                        .exit()
                == 0;
    }

    /** Sends a file of HDFS; rows a second from its login to the last acknowledgement, as it says itself. */
    double send(String file, String topic) throws IOException, InterruptedException, KrbException {
        Kerberos.kinit(endpoints.krb5Conf(), Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER), ticket);
        Path producer = Build.repository().resolve("tutorial-steps/03-ingest/producer.py");
        Said said = run("'%s' '%s' --topic %s --file '%s'".formatted(PYTHON, producer, topic, file));
        Matcher speed = SPEED.matcher(said.text());
        if (said.exit() != 0 || !speed.find()) {
            throw LabException.checkFailed("producer.py failed: " + said.text().strip());
        }
        return Double.parseDouble(speed.group(1).replace(",", ""));
    }

    private record Said(int exit, String text) {}

    private Said run(String command) throws IOException, InterruptedException {
        Process shell = lab.localShell()
                .running("export KRB5CCNAME='FILE:%s'; %s".formatted(ticket, command))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(shell.waitFor(), text);
    }
}
