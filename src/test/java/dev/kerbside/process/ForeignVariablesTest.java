package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignVariablesTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "_JAVA_OPTIONS", "-Duser.timezone=Europe/Paris",
            "JAVA_TOOL_OPTIONS", "-Xmx1m",
            "CLASSPATH", "/mine",
            "KRB5_KTNAME", "/mine.keytab",
            "HADOOP_TOKEN_FILE_LOCATION", "/mine.token",
            "SPARK_LOCAL_DIRS", "/mine",
            "KAFKA_OPTS", "-Dmine",
            "PATH", "/bin"));

    @Test
    void aProcessOfTheLabsGetsNoneOfThem() {
        ForeignVariables.remove(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    @Test
    void whatTheLauncherLeavesOutIsStillFoundAndGivenBackToAPersonsShell() {
        Map<String, String> left = new HashMap<>(ForeignVariables.SPARKS_OWN_ADDRESS);
        environment.forEach((name, value) -> left.put(name.equals("PATH") ? name : "LAB_LEFT_OUT_" + name, value));
        environment.remove("PATH");

        assertThat(ForeignVariables.in(left)).isEqualTo(environment);
        ForeignVariables.giveBack(left);
        assertThat(left)
                .containsEntry("PATH", "/bin")
                .containsAllEntriesOf(environment)
                .hasSize(8);
    }

    @Test
    void sparksAddressIsNoPersonsButTheirOwnIs() {
        assertThat(ForeignVariables.in(ForeignVariables.SPARKS_OWN_ADDRESS)).isEmpty();
        assertThat(ForeignVariables.in(Map.of("LAB_LEFT_OUT_SPARK_LOCAL_IP", "10.0.0.1")))
                .containsEntry("SPARK_LOCAL_IP", "10.0.0.1");
    }

    @Test
    void theLauncherLeavesOutTheSame() throws Exception {
        String launcher = Files.readString(Path.of("lab/bin/lab"));
        assertThat(launcher).contains("for name in " + String.join(" ", ForeignVariables.OF_JVMS) + " CLASSPATH");
        for (String prefix : ForeignVariables.PREFIXES) {
            assertThat(launcher).contains("\"${!" + prefix + "@}\"");
        }
        assertThat(launcher).contains("export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost");
    }

    @Test
    void mavenGivesTheTestsNoOptionsOfAPersonsAndSparksAddress() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        for (String name : ForeignVariables.OF_JVMS) {
            assertThat(pom.split("<excludedEnvironmentVariable>" + name + "<")).hasSize(3);
            assertThat(System.getenv()).doesNotContainKey(name);
        }
        assertThat(System.getenv()).containsAllEntriesOf(ForeignVariables.SPARKS_OWN_ADDRESS);
    }
}
