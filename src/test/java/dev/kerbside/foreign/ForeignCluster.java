package dev.kerbside.foreign;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Image;
import dev.kerbside.testkit.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A cluster with nothing of the lab's but the base of an image: MIT's KDC in a container, one broker by Testcontainers'
 * KafkaContainer, and Hadoop's MiniDFSCluster in a JVM of its own. Another realm, other names, one replica.
 */
final class ForeignCluster implements AutoCloseable {
    static final String REALM = "EXAMPLE.ORG";
    static final String USER = "alice";
    private static final String PASSWORD = "a store of certificates";
    private static final String IMAGE = "kerbside-foreign:test";

    private final Path folder;
    private final Network network = Network.newNetwork();
    private final GenericContainer<?> kdc;
    private final KafkaContainer kafka;
    private Process hdfs;

    /** @param folder an empty one of its own */
    ForeignCluster(Path folder) {
        this.folder = folder;
        String image = image();
        kdc = new GenericContainer<>(image)
                .withNetwork(network)
                .withNetworkAliases("kdc")
                .withExposedPorts(88)
                .withCreateContainerCmdModifier(command -> {
                    command.withEntrypoint("/opt/foreign/kdc");
                    mount(command, folder + ":/keytabs");
                })
                .withCommand(REALM, USER, "kafka/localhost", "hdfs/localhost", "HTTP/localhost")
                .waitingFor(Wait.forLogMessage(".*commencing operation.*", 1));
        kafka = new ForeignBroker(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    }

    /** The lab's newest image and two scripts: there is a Java in it, Kafka's jars and MIT's packages. */
    private static String image() {
        DockerClient engine = DockerClientFactory.instance().client();
        String base = engine.listImagesCmd().exec().stream()
                .filter(one -> one.getRepoTags() != null)
                .sorted(Comparator.comparing(Image::getCreated).reversed())
                .flatMap(one -> Stream.of(one.getRepoTags()))
                .filter(tag -> tag.startsWith("kerbside:"))
                .findFirst()
                .orElseThrow();
        String dockerfile =
                """
                FROM %s
                USER root
                COPY run /etc/kafka/docker/run
                COPY kdc log4j2.properties /opt/foreign/
                HEALTHCHECK NONE
                ENTRYPOINT []
                """
                        .formatted(base);
        engine.buildImageCmd()
                .withTarInputStream(Tar.of(Map.of(
                        "Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8),
                        "run", resource("run"),
                        "kdc", resource("kdc"),
                        "log4j2.properties", resource("log4j2.properties"))))
                .withTags(Set.of(IMAGE))
                .start()
                .awaitImageId();
        return IMAGE;
    }

    private static byte[] resource(String name) {
        try (InputStream in = ForeignCluster.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Testcontainers' own way tries first whether that can be, with an image of a registry. */
    private static void mount(CreateContainerCmd command, String... binds) {
        command.getHostConfig().withBinds(Stream.of(binds).map(Bind::parse).toArray(Bind[]::new));
    }

    ForeignCluster start() throws Exception {
        kdc.start();
        Path inside = Files.writeString(file("inside.conf"), krb5Conf("kdc:88"));
        Files.writeString(file("krb5.conf"), krb5Conf("localhost:" + kdc.getMappedPort(88)));
        certificate();
        kafka.withNetwork(network)
                .withEnv(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "PLAINTEXT:SASL_SSL,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withEnv("KAFKA_SASL_ENABLED_MECHANISMS", "GSSAPI")
                .withEnv("KAFKA_SASL_KERBEROS_SERVICE_NAME", "kafka")
                .withEnv(
                        "KAFKA_LISTENER_NAME_PLAINTEXT_GSSAPI_SASL_JAAS_CONFIG",
                        "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"/secrets/kafka.keytab\" principal=\"kafka/localhost@%s\";"
                                .formatted(REALM))
                .withEnv("KAFKA_SSL_KEYSTORE_TYPE", "PKCS12")
                .withEnv("KAFKA_SSL_KEYSTORE_LOCATION", "/secrets/store.p12")
                .withEnv("KAFKA_SSL_KEYSTORE_PASSWORD", PASSWORD)
                .withEnv("KAFKA_OPTS", "-Djava.security.krb5.conf=/secrets/krb5.conf")
                .withCreateContainerCmdModifier(command -> mount(
                        command,
                        inside + ":/secrets/krb5.conf:ro",
                        file("kafka-localhost") + ":/secrets/kafka.keytab:ro",
                        file("store.p12") + ":/secrets/store.p12:ro"));
        kafka.start();
        startHdfs();
        Files.writeString(
                file("client.properties"),
                "security.protocol=SASL_SSL\nsasl.mechanism=GSSAPI\nsasl.kerberos.service.name=kafka\n");
        return this;
    }

    /** As a site has it: with a folder of more, and what the lab would not write. */
    private String krb5Conf(String kdcAddress) throws IOException {
        Path more = Files.createDirectories(file("krb5.conf.d"));
        Files.writeString(
                more.resolve("realm"), "[realms]\n  %s = {\n    kdc = %s\n  }\n".formatted(REALM, kdcAddress));
        String libdefaults =
                "[libdefaults]\n  default_realm = %s\n  dns_lookup_kdc = false\n  rdns = false\n  udp_preference_limit = 1\n  ticket_lifetime = 8h\n  forwardable = true\n"
                        .formatted(REALM);
        return kdcAddress.startsWith("kdc")
                ? libdefaults + Files.readString(more.resolve("realm"))
                : "includedir %s\n".formatted(more) + libdefaults;
    }

    /** One for localhost, signed by itself, as PKCS12, and as PEM and PKCS12 for those who trust it. */
    private void certificate() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-keystore",
                "store.p12",
                "-storetype",
                "PKCS12");
        keytool("-exportcert", "-rfc", "-alias", "server", "-keystore", "store.p12", "-file", "ca.pem");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                "ca.pem",
                "-keystore",
                "trust.p12",
                "-storetype",
                "PKCS12");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process tool = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file("keytool.log").toFile())
                .start();
        if (Launcher.finish(tool) != 0) {
            throw new IllegalStateException(Files.readString(file("keytool.log")));
        }
    }

    private void startHdfs() throws IOException {
        Path server = Files.createDirectories(file("server"));
        hdfs = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + folder,
                        "-Djava.security.krb5.conf=" + file("krb5.conf"),
                        "-cp",
                        server + ":"
                                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ForeignHdfs.class.getName(),
                        folder.toString(),
                        REALM,
                        USER,
                        PASSWORD)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file("hdfs.log").toFile())
                .start();
        Awaitility.await("HDFS is up")
                .atMost(Duration.ofMinutes(2))
                .failFast("HDFS ended: see " + file("hdfs.log"), () -> !hdfs.isAlive())
                .until(() -> Files.readString(file("hdfs.log")).contains(ForeignHdfs.READY));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    /** What an engineer would write about it. */
    ClusterText text() {
        return new ClusterText(
                folder,
                new LinkedHashMap<>(Map.of(
                        "principal", USER + "@" + REALM,
                        "keytab", USER,
                        "krb5.conf", "krb5.conf",
                        "hadoop.conf", "conf",
                        "hdfs.home", "/user/alice/taxi-lab",
                        "kafka.bootstrap.servers", kafka.getBootstrapServers(),
                        "kafka.client.properties", "client.properties",
                        "truststore", "ca.pem",
                        "kafka.topic", "alice.trips",
                        "kafka.replicas", "1")));
    }

    @Override
    public void close() throws Exception {
        if (hdfs != null) {
            hdfs.getOutputStream().close();
            if (!hdfs.waitFor(30, TimeUnit.SECONDS)) {
                hdfs.destroyForcibly();
            }
        }
        kafka.close();
        kdc.close();
        network.close();
        DockerClientFactory.instance().client().removeImageCmd(IMAGE).exec();
    }
}
