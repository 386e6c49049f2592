package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path temporary;

    @Test
    void everyFindingThatIsNotWellHasACure() throws Exception {
        assertThat(examine(Map.of("KRB5_CONFIG", "/etc/krb5.conf")))
                .allMatch(finding -> (finding.verdict() == Finding.Verdict.OK) == (finding.cure() == null));
    }

    @Test
    void aForeignKerberosVariableIsNamed() throws Exception {
        assertThat(examine(Map.of("KRB5CCNAME", "/tmp/krb5cc_0")))
                .filteredOn(finding -> finding.what().equals("environment"))
                .singleElement()
                .matches(finding -> finding.verdict() == Finding.Verdict.WARN)
                .matches(finding -> finding.found().contains("KRB5CCNAME"));
    }

    @Test
    void theLabsOwnEnvironmentIsNotInTheWay() throws Exception {
        assertThat(examine(Map.of("KRB5_CONFIG", temporary.resolve("krb5.conf").toString())))
                .filteredOn(finding -> finding.what().equals("environment"))
                .allMatch(finding -> finding.verdict() == Finding.Verdict.OK);
    }

    @Test
    void itLooksAtEverythingThatALabNeeds() throws Exception {
        assertThat(examine(Map.of()))
                .extracting(Finding::what)
                .contains("java", "java flags", "memory", "disk", "lab's folder", "temporary", "open files", "ports")
                .contains("names", "clock", "environment", "java options", "proxy", "docker");
    }

    @Test
    void aFindingIsOneLineWithItsCure() {
        assertThat(Finding.warn("proxy", "set: x. Why it matters", "do this.").line())
                .isEqualTo("warn  proxy        set: x. Why it matters. Cure: do this.");
        assertThat(Finding.ok("proxy", "none is set").line()).isEqualTo("ok    proxy        none is set");
    }

    private List<Finding> examine(Map<String, String> environment) throws Exception {
        return new Doctor(temporary, environment).examine();
    }
}
