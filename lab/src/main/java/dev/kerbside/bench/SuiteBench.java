package dev.kerbside.bench;

import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.process.Build;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./mvnw verify} by phase, in a clone of the last commit: what runs here must keep its jar.
 *
 * <p>A phase takes from the line with which Maven begins it to the next such line.
 */
final class SuiteBench {
    private static final Pattern BEGINS = Pattern.compile("\\[INFO] --- ([a-z-]+):\\S+:(\\S+) \\(.*");
    private static final double SHORTEST = 1;

    private final Path scratch;
    private final Progress progress;

    /** @param scratch a folder that is not there yet */
    SuiteBench(Path scratch, Progress progress) {
        this.scratch = scratch;
        this.progress = progress;
    }

    List<Measurement> measure(int rounds) throws IOException, InterruptedException {
        run(
                Build.repository(),
                "git",
                "clone",
                "-q",
                ".",
                scratch.toAbsolutePath().toString());
        progress.say("suite: the build, which does not count");
        run(scratch, "./mvnw", "-B", "-ntp", "-q", "-DskipTests", "package");
        Map<String, List<Double>> phases = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            Map<String, Double> seconds = run(scratch, "./mvnw", "-B", "-ntp", "verify");
            progress.say("suite, round %d of %d: %.0f s".formatted(round, rounds, seconds.get("whole")));
            seconds.forEach((phase, value) ->
                    phases.computeIfAbsent(phase, any -> new ArrayList<>()).add(value));
        }
        return phases.entrySet().stream()
                .filter(phase -> phase.getValue().get(0) >= SHORTEST)
                .map(phase -> Measurement.alone("suite", "./mvnw verify: " + phase.getKey(), "s", phase.getValue()))
                .toList();
    }

    /** The phase that this line of Maven's begins, as plug-in and goal. */
    static Optional<String> beginning(String line) {
        Matcher begins = BEGINS.matcher(line);
        return begins.matches() ? Optional.of(begins.group(1) + ":" + begins.group(2)) : Optional.empty();
    }

    private static Map<String, Double> run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Map<String, Double> seconds = new LinkedHashMap<>();
        long began = System.nanoTime();
        long from = began;
        String phase = "Maven's own start";
        String last = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line.isBlank() ? last : line;
                Optional<String> next = beginning(line);
                if (next.isPresent()) {
                    seconds.merge(phase, (System.nanoTime() - from) / 1e9, Double::sum);
                    from = System.nanoTime();
                    phase = next.get();
                }
            }
        }
        seconds.merge(phase, (System.nanoTime() - from) / 1e9, Double::sum);
        seconds.put("whole", (System.nanoTime() - began) / 1e9);
        if (process.waitFor() != 0) {
            throw LabException.checkFailed("%s failed in %s: %s. Run it there by hand."
                    .formatted(String.join(" ", command), folder, last.strip()));
        }
        return seconds;
    }
}
