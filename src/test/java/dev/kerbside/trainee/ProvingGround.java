package dev.kerbside.trainee;

import dev.kerbside.Lab;
import dev.kerbside.course.Course;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Narrator;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.job.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ordered suites share: the reference job, a month of trips, and the proof of a step as {@code lab validate}
 * gives it. {@code -Dlab.file=PATH} takes a TLC month instead of a synthetic one.
 */
public record ProvingGround(TutorialContext context, List<Validation> validations) implements AutoCloseable {
    private static final long ROWS = 5_000;

    /** @param folder for the month and the workspace; empty */
    public static ProvingGround on(Lab lab, Path folder) throws Exception {
        String given = System.getProperty("lab.file", "");
        Path file = given.isEmpty() ? folder.resolve("green_tripdata_synthetic.parquet") : Path.of(given);
        if (given.isEmpty()) {
            SyntheticMonth.write(file, ROWS, 7);
        }
        Kerberos.use(lab.endpoints());
        TutorialContext context = new TutorialContext(lab, () -> file, 0, new Printed(), Job.REFERENCE);
        return new ProvingGround(
                context, Validation.inEachLanguage(Course.here(), context, folder.resolve("workspaces")));
    }

    /** Proves a step in each language. */
    public List<String> prove(Step step) throws Exception {
        List<String> claims = new ArrayList<>();
        for (Validation validation : validations) {
            if (validation.concerns(step)) {
                validation.prove(step).forEach(claim -> claims.add("%s: %s".formatted(validation.language(), claim)));
            }
        }
        return claims;
    }

    @Override
    public void close() throws Exception {
        for (Validation validation : validations) {
            validation.close();
        }
    }

    private static final class Printed implements Narrator {
        @Override
        public void say(String line) {
            System.out.println("  " + line);
        }

        @Override
        public void progress(String line) {}
    }
}
