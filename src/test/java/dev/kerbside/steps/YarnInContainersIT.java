package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.testkit.RunningLab;
import dev.kerbside.trainee.ProvingGround;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job on a NodeManager that sees other files than whoever submits it. What YARN is besides: {@code YarnIT}. */
@EnabledIfSystemProperty(
        named = "lab.substrate",
        matches = "containers",
        disabledReason = "needs a lab in containers: -Dlab.substrate=containers")
@ExtendWith(RunningLab.class)
class YarnInContainersIT {
    @Test
    void theTableIsTheOracles(Lab lab, @TempDir Path folder) throws Exception {
        try (ProvingGround ground = ProvingGround.on(lab, folder)) {
            TutorialContext context = ground.context().on(Master.YARN_CLUSTER);
            for (String needed : List.of("00-authenticate", "01-load-dataset", "02-create-topic", "10-submit")) {
                Syllabus.step(needed).run(context);
            }
            assertThat(Syllabus.step("10-submit").check(context)).isNotEmpty();
        }
    }

    @Test
    void aDriverOnThisMachineIsRefusedBecauseNoWayLeadsThere(Lab lab, @TempDir Path folder) throws Exception {
        try (ProvingGround ground = ProvingGround.on(lab, folder)) {
            assertThatExceptionOfType(LabException.class)
                    .isThrownBy(() -> ground.context().on(Master.YARN_CLIENT))
                    .withMessageContaining("--deploy-mode cluster");
        }
    }
}
