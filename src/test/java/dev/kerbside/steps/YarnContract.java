package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.Service;
import dev.kerbside.TutorialNames;
import dev.kerbside.config.YarnConfig;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.refusals.Flood;
import dev.kerbside.refusals.Listeners;
import dev.kerbside.refusals.Tls;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Pages;
import dev.kerbside.security.Yarn;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.table.ConsoleTable;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.topic.TripProducer;
import dev.kerbside.testkit.PlannedFolder;
import dev.kerbside.trainee.ProvingGround;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.SignalContainerCommand;
import org.apache.hadoop.yarn.util.Records;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.security.token.delegation.TokenInformation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What YARN adds to a lab, on one lab for all of it, whose delegation tokens live for a minute. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class YarnContract {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    private static Path temporary;

    private static Lab lab;
    private static Endpoints endpoints;
    private static ProvingGround ground;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Path.of("target", System.getProperty("lab.folder", "it-lab") + "-yarn")
                .toAbsolutePath();
        lab = Lab.start(
                LabConfig.in(folder).with(List.of(Service.YARN)).tokenLife(LIFE).build());
        endpoints = lab.endpoints();
        ground = ProvingGround.on(lab, temporary);
        for (String needed : List.of("00-authenticate", "01-load-dataset", "02-create-topic")) {
            Syllabus.step(needed).run(ground.context());
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (lab != null) {
            try {
                ground.close();
                SparkLogin.end();
                PlannedFolder.of(lab).hasNothingUnplanned();
            } finally {
                lab.close();
            }
        }
    }

    @Test
    @Order(1)
    void noPageIsShownWithoutATicket() throws Exception {
        List<String> shown = new ArrayList<>();
        for (String page : List.of(
                "/",
                "/cluster",
                "/node",
                "/conf",
                "/jmx",
                "/logs/",
                "/stacks",
                "/logLevel",
                "/static/",
                "/proxy/x/",
                "/ws/v1/cluster/apps",
                "/ws/v1/node/containers",
                "/container/x",
                "/node/containerlogs/x/tdp_user")) {
            for (String claim : List.of("", "?user.name=yarn", "?doas=yarn", "?user.name=tdp_user&doas=yarn")) {
                for (URI root : roots()) {
                    HttpResponse<String> answer = get(root.resolve(page + claim));
                    if (answer.statusCode() != 401) {
                        shown.add(answer.statusCode() + " " + answer.uri());
                    }
                }
            }
        }
        assertThat(shown).isEmpty();
    }

    @Test
    @Order(1)
    void pagesAreShownToTheHolderOfATicket() throws IOException {
        assertThat(page(Principal.TDP_USER, roots().get(0).resolve("/ws/v1/cluster/info")))
                .contains("STARTED");
        assertThat(page(Principal.TDP_USER, roots().get(1).resolve("/ws/v1/node/info")))
                .contains("nodeHealthy");
    }

    @Test
    @Order(1)
    void noPageIsServedInClearText() {
        for (URI root : roots()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> get(URI.create("http://" + root.getAuthority() + "/")))
                    .withMessageContaining("parsing HTTP/1.1 status line");
        }
    }

    @Test
    @Order(1)
    void resourceManagerServesNobodyWithoutATicket() {
        Configuration conf = Yarn.configuration(endpoints);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Yarn.ask(
                        conf, UserGroupInformation.createRemoteUser("yarn"), client -> client.getApplications()))
                .withStackTraceContaining("Client cannot authenticate via:[TOKEN, KERBEROS]");
    }

    @Test
    @Order(2)
    void aNeighbourWhoFloodsEachPortEndsNeitherOfTheTwoNodes() throws Exception {
        SSLContext tls = trusting();
        for (Listeners.Listener listener : Listeners.of(endpoints)) {
            assertThat(listener.onLoopback()).as(listener.toString()).isTrue();
            if (listener.owner().endsWith("manager")) {
                Flood flood = new Flood(listener.port());
                boolean speaksTls = flood.speaksTls(tls);
                flood.sayEach();
                if (speaksTls) {
                    flood.sayEachOverTls(tls);
                }
            }
        }
        assertThat(yarnNodes()).hasSize(2).allMatch(node -> node.vitals().isPresent());
    }

    @Test
    @Order(3)
    void bothNodesComeBackAfterAKill() {
        for (LabNode node : yarnNodes()) {
            node.kill();
            assertThat(node.vitals()).isEmpty();
            node.start();
            assertThat(node.vitals()).isPresent();
        }
    }

    @Test
    @Order(4)
    void inClusterModeTheTableIsTheOracles() throws Exception {
        submit(ground.context().on(Master.YARN_CLUSTER));
    }

    @Test
    @Order(5)
    void inClientModeToo() throws Exception {
        submit(ground.context().on(Master.YARN_CLIENT));
    }

    @Test
    @Order(6)
    void andInPython() throws Exception {
        Assumptions.assumeTrue(Python.find().isPresent(), "needs lab python");
        submit(ground.context().with(new PythonPrograms()).on(Master.YARN_CLUSTER));
    }

    /** Half of the trips, until the tokens of the start have ended; a new executor; the rest. */
    @Test
    @Order(7)
    @Tag("slow")
    void aJobAndAnExecutorThatIsNewOutliveTheFirstTokens() throws Exception {
        TutorialContext context = ground.context().on(Master.YARN_CLUSTER);
        Ingest.empty(context);
        try (SubmittedJob job = SubmittedJob.start(context, Programs.JAVA.submitted());
                TripFile file = TripFile.openLocal(context.tripFile())) {
            List<byte[]> trips = new ArrayList<>();
            TripProducer.records(file).forEachRemaining(trips::add);
            List<byte[]> half = trips.subList(0, trips.size() / 2);
            awaitTable(job, 0);
            send(context, half.iterator());
            awaitTable(job, half.size());
            assertOtherUserIsRefused(running());

            long ended = tokens().stream()
                    .mapToLong(TokenInformation::expiryTimestamp)
                    .max()
                    .orElseThrow();
            Awaitility.await("the tokens of the start have ended")
                    .atMost(LIFE.multipliedBy(2))
                    .until(() -> System.currentTimeMillis() > ended
                            && tokens().stream().allMatch(token -> token.expiryTimestamp() > ended));
            ContainerReport executor = running().executors().get(0);
            running().kill(executor);
            send(context, trips.subList(half.size(), trips.size()).iterator());
            assertThat(awaitTable(job, trips.size()).differences(context.expected()))
                    .isEmpty();
            assertThat(running().executors())
                    .extracting(ContainerReport::getContainerId)
                    .doesNotContain(executor.getContainerId());
        }
    }

    /** After a job's end; those of {@link #inClusterModeTheTableIsTheOracles} at least. */
    @Test
    @Order(8)
    void theLogsOfItsContainersAreTheUsersOwn() throws Exception {
        String of =
                "hdfs dfs -ls -R %s/tdp_user; yarn logs -applicationId $(yarn application -list -appStates KILLED 2>/dev/null | grep -o 'application_[0-9_]*' | head -1) -log_files stdout"
                        .formatted(YarnConfig.LOGS);
        assertThat(typed(of)).contains("Batch: 0");
        try (FileSystem hdfs =
                Hdfs.open(Yarn.configuration(endpoints), Kerberos.login(endpoints, Principal.OTHER_USER))) {
            assertThatExceptionOfType(AccessControlException.class)
                    .isThrownBy(() -> hdfs.listStatus(new org.apache.hadoop.fs.Path(YarnConfig.LOGS, "tdp_user")));
        }
    }

    @Test
    @Order(9)
    @Tag("slow")
    void lesson30KillsAnExecutorAndTheDriverAndLosesNothing() throws Exception {
        ground.prove(Syllabus.step("30")).forEach(claim -> System.out.println("30-yarn: " + claim));
    }

    @Test
    @Order(10)
    void aClientWithoutATicketIsToldSoAtOnce() throws Exception {
        assertThat(typed("export KRB5CCNAME=FILE:/none; yarn application -list 2>&1"))
                .contains("Client cannot authenticate via:[TOKEN, KERBEROS]");
    }

    private static void submit(TutorialContext context) throws Exception {
        Step step = Syllabus.step("10-submit");
        step.run(context);
        step.check(context).forEach(System.out::println);
    }

    private static void send(TutorialContext context, Iterator<byte[]> trips) {
        new TripProducer(context.kafka(), TutorialNames.TDP.topic(), 0).send(trips, acknowledged -> {});
    }

    private static HourlyTable awaitTable(SubmittedJob job, long trips) {
        return Awaitility.await("%,d trips in the table".formatted(trips))
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast(() -> !job.isAlive())
                .until(() -> table(job), table -> table != null && table.trips() == trips);
    }

    private static HourlyTable table(SubmittedJob job) throws IOException {
        Path console = job.console();
        return Files.exists(console)
                ? ConsoleTable.last(console).map(ConsoleTable.Batch::table).orElse(null)
                : null;
    }

    private static YarnApplication running() throws IOException {
        return new YarnApplication(
                endpoints,
                Yarn.ask(
                                Yarn.configuration(endpoints),
                                Kerberos.ticketHolder(endpoints),
                                client -> client.getApplications())
                        .stream()
                        .filter(report ->
                                !report.getYarnApplicationState().name().matches("FINISHED|FAILED|KILLED"))
                        .collect(Collectors.toList())
                        .get(0)
                        .getApplicationId());
    }

    /** Kafka's, of tdp_user. */
    private static List<TokenInformation> tokens() throws Exception {
        try (Admin admin = Admin.create(KafkaLogin.ticket(endpoints))) {
            return admin.describeDelegationToken().delegationTokens().get().stream()
                    .map(token -> token.tokenInfo())
                    .toList();
        }
    }

    private static void assertOtherUserIsRefused(YarnApplication application) throws IOException {
        ContainerReport driver = application.applicationMaster().orElseThrow();
        String console =
                "%s/ws/v1/node/containerlogs/%s/stdout".formatted(driver.getNodeHttpAddress(), driver.getContainerId());
        assertThat(page(Principal.TDP_USER, URI.create(console))).contains("Batch: 0");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> page(Principal.OTHER_USER, URI.create(console)));
        refused("cannot perform operation MODIFY_APP", client -> {
            client.killApplication(application.id());
            return null;
        });
        refused("other_user", client -> {
            client.signalToContainer(driver.getContainerId(), SignalContainerCommand.FORCEFUL_SHUTDOWN);
            return null;
        });
        refused("other_user does not have permission to submit", client -> {
            ApplicationSubmissionContext mine = client.createApplication().getApplicationSubmissionContext();
            mine.setQueue("default");
            mine.setAMContainerSpec(Records.newRecord(ContainerLaunchContext.class));
            mine.setResource(Resource.newInstance(256, 1));
            return client.submitApplication(mine);
        });
        assertThat(application.isRunning()).isTrue();
    }

    private static <T> void refused(String words, Yarn.Question<T> question) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Yarn.ask(
                        Yarn.configuration(endpoints), Kerberos.login(endpoints, Principal.OTHER_USER), question))
                .withStackTraceContaining(words);
    }

    /** Of the ResourceManager's pages, and of the NodeManager's. */
    private static List<URI> roots() {
        try {
            String worker = Yarn.ask(
                            Yarn.configuration(endpoints),
                            Kerberos.login(endpoints, Principal.TDP_USER),
                            client -> client.getNodeReports())
                    .get(0)
                    .getHttpAddress();
            return List.of(URI.create(endpoints.yarn()), URI.create("https://" + worker));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<LabNode> yarnNodes() {
        return lab.nodes().stream()
                .filter(node -> node.name().endsWith("manager"))
                .toList();
    }

    private static String page(Principal principal, URI page) throws IOException {
        try (InputStream in = Pages.open(endpoints, Kerberos.login(endpoints, principal), page)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(URI page) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting())
                .build()
                .send(
                        HttpRequest.newBuilder(page)
                                .timeout(Duration.ofSeconds(15))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static SSLContext trusting() throws Exception {
        return Tls.trusting(
                endpoints.truststore(), KafkaLogin.ticket(endpoints).getProperty("ssl.truststore.password"));
    }

    /** What a shell of the lab's prints. */
    private static String typed(String commands) throws Exception {
        Process shell = lab.localShell().running(commands).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return printed;
    }
}
