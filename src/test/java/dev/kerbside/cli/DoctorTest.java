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
                .allMatch(finding -> (finding.verdict() == Doctor.Verdict.OK) == (finding.cure() == null));
    }

    @Test
    void aForeignKerberosVariableIsNamed() throws Exception {
        assertThat(examine(Map.of("KRB5CCNAME", "/tmp/krb5cc_0")))
                .filteredOn(finding -> finding.what().equals("environment"))
                .singleElement()
                .matches(finding -> finding.verdict() == Doctor.Verdict.WARN)
                .matches(finding -> finding.found().contains("KRB5CCNAME"));
    }

    @Test
    void theLabsOwnEnvironmentIsNotInTheWay() throws Exception {
        assertThat(examine(Map.of("KRB5_CONFIG", temporary.resolve("krb5.conf").toString())))
                .filteredOn(finding -> finding.what().equals("environment"))
                .allMatch(finding -> finding.verdict() == Doctor.Verdict.OK);
    }

    @Test
    void itLooksAtEverythingThatALabNeeds() throws Exception {
        assertThat(examine(Map.of()))
                .extracting(Doctor.Finding::what)
                .contains("java", "java flags", "memory", "disk", "ports", "names", "clock", "environment", "docker");
    }

    private List<Doctor.Finding> examine(Map<String, String> environment) throws Exception {
        return new Doctor(temporary, environment).examine();
    }
}
