package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The words of MIT's tools, in {@code lab shell --here}. */
@ExtendWith(RunningLab.class)
class NativeFailuresIT {
    private static final String KINIT = "kinit -kt \"$LAB_KEYTAB\" tdp_user@REALM.TDP";
    private static final String JAAS = "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true ";
    /** Programs that not every machine has. */
    private static final Set<String> ELSEWHERE =
            Set.of("jps", "jar", "mvn", "openssl", "python3", "kcat", "curl", "lab/bin/lab", "mapred");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]+)");

    @TempDir
    private Path folder;

    private Endpoints lab;
    private Path cache;

    @BeforeEach
    void open(Endpoints running) throws Exception {
        lab = running;
        cache = folder.resolve("none");
        installed("kinit", "krb5-user");
    }

    @Test
    void noTicket() throws Exception {
        assertExplained(typed("klist"), "no-ticket", "no Kerberos ticket");
        assertExplained(typed("kvno $LAB_SERVICES"), "no-ticket", "no Kerberos ticket");
    }

    @Test
    void anExpiredTicket() throws Exception {
        cache = ShortTicket.expired(lab, folder);
        String said = typed("kvno $LAB_SERVICES");
        assumeFalse(said.contains("kvno = 1"), ShortTicket.LENIENT);
        assertExplained(said, "expired-ticket", "ticket has expired");
    }

    @Test
    void aWrongRealm() throws Exception {
        assertExplained(typed("kinit tdp_user@OTHER.REALM"), "wrong-realm", "realm is not one");
        Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]\ndns_lookup_kdc = false\n");
        assertExplained(
                typed("KRB5_CONFIG=krb5.conf kinit -kt \"$LAB_KEYTAB\" tdp_user@REALM.TDP"),
                "wrong-realm",
                "krb5.conf");
        assertExplained(typed("echo | kinit nobody@REALM.TDP"), "unknown-client", "no such user");
        ticket();
        assertExplained(typed("kvno krbtgt/OTHER.REALM"), "wrong-realm", "realm is not one");
    }

    @Test
    void aWrongServiceName() throws Exception {
        ticket();
        String said = typed("kvno nosuch/localhost");
        assumeFalse(
                said.contains("krbtgt/REALM.TDP"),
                "Not run: this KDC (ApacheDS) names another service than it was asked for.");
        assertExplained(said, "wrong-service-name", "service's name or host is wrong");
    }

    @Test
    void aWrongPasswordAndWrongKeytabs() throws Exception {
        assertExplained(typed("echo wrong | kinit tdp_user@REALM.TDP"), "wrong-key", "Password or key");
        assertExplained(
                typed("kinit -kt \"$LAB_DIR/keytabs/other_user.keytab\" tdp_user@REALM.TDP"),
                "wrong-keytab",
                "no key for this principal");
        assertExplained(typed("kinit -kt none.keytab tdp_user@REALM.TDP"), "keytab-not-found", "not where");
    }

    @Test
    void aKdcThatIsNotThere() throws Exception {
        Path other = folder.resolve("krb5.conf");
        Files.writeString(other, Files.readString(lab.krb5Conf()).replaceAll("kdc = \\S+", "kdc = localhost:1"));
        assertExplained(
                typed("KRB5_CONFIG='" + other + "' kinit -kt \"$LAB_KEYTAB\" tdp_user@REALM.TDP"),
                "kdc-unreachable",
                "does not answer");
    }

    @Test
    void webHdfsWithoutATicket() throws Exception {
        installed("curl", "curl");
        assertExplained(
                typed("curl -s --cacert \"$LAB_CA\" \"$LAB_WEBHDFS/?op=LISTSTATUS\""), "unauthorized", "--negotiate");
    }

    /** MIT's clients learn the KDC's time at kinit, unless kdc_timesync is 0; as Java's never do. */
    @Test
    void aClockThatIsTwentyMinutesFast() throws Exception {
        installed("faketime", "faketime");
        Path strict = folder.resolve("krb5.conf");
        Files.writeString(
                strict,
                Files.readString(lab.krb5Conf()).replace("[libdefaults]", "[libdefaults]\n    kdc_timesync = 0"));
        ticket();
        assertExplained(
                typed("KRB5_CONFIG='" + strict + "' faketime -f +20m kvno $LAB_SERVICES"),
                "clock-skew",
                "five minutes");
    }

    @Test
    void aCacheOfAnotherKind() throws Exception {
        for (String kind : List.of("KCM:", "DIR:none/none")) {
            assertExplained(typed("export KRB5CCNAME=" + kind + "; klist"), "other-cache", "another kind");
            assertExplained(typed("export KRB5CCNAME=" + kind + "; kvno $LAB_SERVICES"), "other-cache", "another kind");
        }
    }

    @Test
    void aCacheThatIsDamaged() throws Exception {
        Files.writeString(cache, "no tickets");
        assertExplained(typed("klist"), "unreadable-cache", "damaged");
    }

    @Test
    void encryptionTypesThatTheKdcDoesNotHave() throws Exception {
        String conf = Files.readString(lab.krb5Conf())
                .replaceAll("(?m)^.*enctypes.*$", "")
                .replace("[libdefaults]", "[libdefaults]\n    permitted_enctypes = des-cbc-crc");
        assertExplained(typed(with(conf, "echo | kinit tdp_user@REALM.TDP")), "encryption-types", "AES with SHA-1");
    }

    @Test
    void aKdcWhoseNameIsNotKnown() throws Exception {
        String conf = Files.readString(lab.krb5Conf()).replaceAll("kdc = \\S+", "kdc = kdc.invalid:88");
        assertExplained(typed(with(conf, KINIT)), "kdc-unreachable", "does not answer");
    }

    @Test
    void noKinit() throws Exception {
        assertExplained(typed("PATH=/none; kinit"), "no-kinit", "none on this machine");
    }

    /** As Java's clients do with a krb5.conf that has no udp_preference_limit. */
    @Test
    void aJavaClientThatAsksByUdp() throws Exception {
        String conf = Files.readString(lab.krb5Conf())
                .replaceAll("(?m)^.*udp_preference_limit.*$", "")
                .replace("[libdefaults]", "[libdefaults]\n    kdc_timeout = 500\n    max_retries = 1");
        Files.writeString(folder.resolve("krb5.conf"), conf);
        String own = "{ grep -v sasl.jaas.config \"$LAB_CLIENT_PROPERTIES\"; echo 'sasl.jaas.config=" + JAAS
                + "keyTab=\"'\"$LAB_KEYTAB\"'\" principal=\"tdp_user@REALM.TDP\";'; } > own.properties\n";
        assertExplained(
                typed(own + "KAFKA_OPTS=-Djava.security.krb5.conf=krb5.conf kafka-topics.sh --list"
                        + " --bootstrap-server \"$LAB_BOOTSTRAP\" --command-config own.properties"),
                "kdc-by-udp",
                "TCP only");
    }

    @Test
    void aProxyThatTakesLocalhost() throws Exception {
        installed("curl", "curl");
        try (ServerSocket proxy = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            new Thread(() -> refuse(proxy), "proxy").start();
            assertExplained(
                    typed("unset no_proxy NO_PROXY; export https_proxy=http://127.0.0.1:" + proxy.getLocalPort()
                            + "; curl -sS --cacert \"$LAB_CA\" \"$LAB_WEBHDFS/\""),
                    "proxy",
                    "no_proxy");
        }
    }

    private static void refuse(ServerSocket proxy) {
        try (Socket client = proxy.accept()) {
            client.getInputStream().read(new byte[1 << 12]);
            client.getOutputStream()
                    .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The test has ended.
        }
    }

    @Test
    void aSaslLibraryWithoutItsPlugin() throws Exception {
        installed("kcat", "kcat");
        ticket();
        assertExplained(
                typed("SASL_PATH='" + folder + "' timeout 60 kcat -L"), "sasl-plugin", "has no plugin for Kerberos");
    }

    @Test
    void localhostByIpv6() throws Exception {
        installed("curl", "curl");
        String said = typed("curl -6 -v --cacert \"$LAB_CA\" \"$LAB_WEBHDFS/\"");
        assumeTrue(said.contains("refused"), "Not run: this machine has no IPv6.");
        assertExplained(said, "localhost-is-ipv6", "127.0.0.1 only");
    }

    @Test
    void httpAtTheNameNodesPortForCalls() throws Exception {
        installed("curl", "curl");
        assertExplained(typed("curl -s \"http://${LAB_HDFS#hdfs://}\""), "wrong-hdfs-port", "another kind");
    }

    @Test
    void pythonWithoutItsPackages() throws Exception {
        installed("python3", "python3");
        assertExplained(typed("python3 -S -c 'import gssapi'"), "gssapi-of-python", "package gssapi");
        assertExplained(typed("python3 -S -c 'import pyspark'"), "no-pyspark", "no pyspark");
    }

    /** A next command begins with a program of the lab's shell or of every Linux, and its variables are set there. */
    @Test
    void everyNextCommandCanBeTyped() throws Exception {
        List<String> next = Failures.KNOWN.stream()
                .flatMap(failure -> failure.next().stream())
                .distinct()
                .toList();
        String programs = next.stream()
                .map(command -> command.split("[ ;]")[0])
                .filter(program -> !program.contains("=") && !ELSEWHERE.contains(program))
                .distinct()
                .collect(Collectors.joining(" "));
        String variables = next.stream()
                .flatMap(command -> VARIABLE.matcher(command).results())
                .map(found -> found.group(1))
                .distinct()
                .collect(Collectors.joining(" "));
        Path script = Files.writeString(folder.resolve("next.sh"), String.join("\n", next));

        assertThat(typed("for p in " + programs + "; do type $p > /dev/null || echo no $p; done 2>&1\n"
                        + "for v in " + variables + "; do [ -n \"${!v}\" ] || echo \"no $v\"; done\n"
                        + "bash -n '" + script + "'"))
                .isEmpty();
    }

    private String with(String krb5Conf, String commands) throws IOException {
        Path file = Files.writeString(folder.resolve("krb5.conf"), krb5Conf);
        return "export KRB5_CONFIG='" + file + "'; " + commands;
    }

    private void ticket() throws Exception {
        cache = folder.resolve("krb5cc");
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), cache);
    }

    private String typed(String commands) throws Exception {
        String own = "cd '%s'; export KRB5CCNAME='FILE:%s'\n".formatted(folder, cache);
        return Provoked.output(Lab.attach(lab.folder()).localShell().running(own + commands), folder);
    }

    private void installed(String command, String packages) throws Exception {
        assumeTrue(
                typed("command -v " + command).contains("/"),
                "Not run: " + command + " is not installed (Debian: " + packages + ").");
    }
}
