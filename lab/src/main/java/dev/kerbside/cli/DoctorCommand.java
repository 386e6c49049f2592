package dev.kerbside.cli;

import dev.kerbside.LabException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for what would keep a lab from starting on this machine, and says the cure of each. */
@Command(
        name = "doctor",
        description = "Check this machine, and say the cure of what is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new Doctor(options.dir(), System.getenv()).examine();
        findings.forEach(finding -> System.out.println(finding.line()));
        boolean well = findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
        System.out.println(
                well ? "This machine can run a lab." : "This machine cannot run a lab yet: see the cures above.");
        return well ? 0 : LabException.CANNOT_START;
    }
}
