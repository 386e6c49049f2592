package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.kerbside.Capability;
import dev.kerbside.LabException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a submitted job runs, by spark-submit's words. */
class MasterTest {
    @Test
    void theWordsAreThoseOfSparkSubmit() {
        assertThat(Master.of("local", null)).isEqualTo(Master.LOCAL);
        assertThat(Master.of("yarn", null)).isEqualTo(Master.YARN_CLIENT);
        assertThat(Master.of("yarn", "cluster")).isEqualTo(Master.YARN_CLUSTER);
        assertThat(Master.YARN_CLUSTER.typed(null)).isEqualTo("--master yarn --deploy-mode cluster");
    }

    @Test
    void otherWordsAreRefusedWithThoseThatThereAre() {
        for (String[] words : new String[][] {{"mesos", null}, {"local", "cluster"}, {"yarn", "Cluster"}}) {
            assertThatExceptionOfType(LabException.class)
                    .isThrownBy(() -> Master.of(words[0], words[1]))
                    .withMessageContaining("--master yarn --deploy-mode cluster");
        }
    }

    @Test
    void yarnNeedsALabThatHasIt() {
        assertThatNoException().isThrownBy(() -> Master.LOCAL.require(Set.of()));
        assertThatNoException()
                .isThrownBy(() -> Master.YARN_CLIENT.require(Set.of(Capability.YARN, Capability.DRIVER_HERE)));
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> Master.YARN_CLIENT.require(Set.of(Capability.YARN)))
                .withMessageContaining("no way from its nodes to a driver on this machine (--deploy-mode cluster)");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> Master.YARN_CLUSTER.require(Set.of(Capability.KILL_NODES)))
                .withMessageContaining("this lab has no YARN (lab up --with yarn; on a cluster, spark.master=yarn)");
    }
}
