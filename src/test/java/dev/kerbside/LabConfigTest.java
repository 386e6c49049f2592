package dev.kerbside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabConfigTest {
    private static final Path FOLDER = Path.of("/somewhere/lab");

    @Test
    void withoutAWordItIsTheLabOfLabUp() {
        assertThat(LabConfig.in(FOLDER).build())
                .isEqualTo(new LabConfig(
                        FOLDER,
                        Substrate.EMBEDDED,
                        null,
                        Kdc.KERBY,
                        3,
                        0,
                        List.of(Principal.TDP_USER, Principal.OTHER_USER),
                        Set.of(),
                        null,
                        false));
    }

    @Test
    void tdpUserIsAlwaysThereAndOnce() {
        assertThat(LabConfig.in(FOLDER).users(List.of()).build().users()).containsExactly(Principal.TDP_USER);
        assertThat(LabConfig.in(FOLDER)
                        .users(List.of(Principal.user("anna"), Principal.TDP_USER))
                        .build()
                        .users())
                .containsExactly(Principal.TDP_USER, Principal.user("anna"));
    }

    @Test
    void whatCannotBeIsRefusedWithWhatCan() {
        refused(LabConfig.in(FOLDER).brokers(0), "0 brokers are out of range: give 1 to 9");
        refused(LabConfig.in(FOLDER).brokers(10), "10 brokers are out of range");
        refused(LabConfig.in(FOLDER).basePort(80), "--base-port 80 is out of range: give a port from 1024");
        refused(LabConfig.in(FOLDER).users(List.of(Principal.user("Anna B"))), "Anna B is no name of a user");
        refused(LabConfig.in(FOLDER).users(List.of(Principal.service("kafka", "h"))), "kafka/h is no name of a user");
        refused(LabConfig.in(Path.of("/a:b")), "has a : in its path");
    }

    private static void refused(LabConfig.Builder config, String words) {
        assertThatThrownBy(config::build)
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.exitCode()).isEqualTo(LabException.USAGE))
                .hasMessageContaining(words);
    }

    @Test
    void whatALabLacksIsToldInOneSentenceAndNothingIfItLacksNothing() {
        Set<Capability> some = EnumSet.of(Capability.NODE_LOGS, Capability.KDC_JOURNAL);
        assertThat(Capability.lacking(some, Set.of())).isEmpty();
        assertThat(Capability.lacking(some, Set.of(Capability.NODE_LOGS))).isEmpty();
        assertThat(Capability.lacking(some, List.of(Capability.EDGE_NODE, Capability.KILL_NODES)))
                .contains("this lab has no nodes that could be killed, and has no edge node");
    }

    @Test
    void everyKdcAndSubstrateIsFoundByTheNameThatItPrints() {
        for (Kdc kdc : Kdc.values()) {
            assertThat(Kdc.of(kdc.toString())).isEqualTo(kdc);
        }
        for (Substrate substrate : Substrate.values()) {
            assertThat(Substrate.of(substrate.toString())).isEqualTo(substrate);
        }
        assertThatThrownBy(() -> Kdc.of("heimdal")).hasMessageContaining("[kerby, apacheds, mit]");
    }

    @Test
    void aClusterThatIsThereIsDescribedAndNothingIsAddedToIt() {
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(
                        () -> LabConfig.in(FOLDER).substrate(Substrate.EXTERNAL).build())
                .withMessageContaining("--cluster FILE");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> LabConfig.in(FOLDER)
                        .cluster(FOLDER)
                        .with(List.of(Service.YARN))
                        .build())
                .withMessageContaining("leave out --with yarn");
    }
}
