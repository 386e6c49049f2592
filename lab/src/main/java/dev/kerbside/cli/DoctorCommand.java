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
        List<Doctor.Finding> findings = new Doctor(options.dir(), System.getenv()).examine();
        for (Doctor.Finding finding : findings) {
            System.out.printf(
                    "%-5s %-12s %s%n", finding.verdict().name().toLowerCase(), finding.what(), finding.found());
            if (finding.cure() != null) {
                System.out.printf("%-18s cure: %s%n", "", finding.cure());
            }
        }
        boolean well = findings.stream().noneMatch(finding -> finding.verdict() == Doctor.Verdict.FAIL);
        System.out.println(
                well ? "This machine can run a lab." : "This machine cannot run a lab yet: see the cures above.");
        return well ? 0 : LabException.CANNOT_START;
    }
}
