package dev.kerbside.bench;

import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.Vitals;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.process.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code lab up} until it is ready, against the same nodes started one after the other ({@code --one-by-one}), and
 * against the slowest of these: each has the machine for itself while it starts.
 */
final class StartBench {
    private static final String NAME = "start";
    private static final Pattern READY = Pattern.compile("(\\S+) +ready after +([0-9.]+) s");
    private static final List<String> NODES = List.of("kdc", "namenode", "datanode", "broker");

    private final Path folder;
    private final Progress progress;

    StartBench(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * One start.
     *
     * @param seconds from the command to its end
     * @param nodes seconds that each node took, from its own start to its first use
     * @param cpuSeconds of all nodes, and of the process that owns them
     * @param peakMb of resident memory, a node
     */
    private record Start(double seconds, Map<String, Double> nodes, double cpuSeconds, Map<String, Long> peakMb) {
        double slowest() {
            return nodes.entrySet().stream()
                    .filter(node -> NODES.stream().anyMatch(node.getKey()::startsWith))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElseThrow();
        }
    }

    List<Measurement> measure(Rounds rounds) throws IOException, InterruptedException {
        // These labs are detached, and would outlive an interrupted bench.
        Thread atTheEnd = new Thread(this::endWhatRuns);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        try {
            return figures(rounds);
        } finally {
            endWhatRuns();
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        }
    }

    private void endWhatRuns() {
        try {
            if (LabFolder.running(folder).isPresent()) {
                lab(List.of("down"));
            }
        } catch (IOException | InterruptedException | LabException e) {
            progress.say("The lab in %s is not ended: %s".formatted(folder, e.getMessage()));
        }
    }

    private List<Measurement> figures(Rounds rounds) throws IOException, InterruptedException {
        List<Start> together = new ArrayList<>();
        List<Start> oneByOne = new ArrayList<>();
        progress.say("start: a warm-up");
        start("start, warm-up", false);
        while (rounds.another()) {
            together.add(start("start, " + rounds, false));
            oneByOne.add(start("start one by one, " + rounds, true));
        }
        List<Measurement> figures = new ArrayList<>();
        String after = "the nodes one after the other";
        figures.add(figure("start to ready", "s", together, Start::seconds, after, oneByOne, Start::seconds));
        figures.add(figure(
                "start to ready",
                "s",
                together,
                Start::seconds,
                "the slowest node, alone on the machine",
                oneByOne,
                Start::slowest));
        figures.add(figure("processor time", "CPU s", together, Start::cpuSeconds, after, oneByOne, Start::cpuSeconds));
        for (String kind : NODES) {
            figures.add(Measurement.alone(
                    NAME,
                    "peak memory, " + kind + (kind.equals("broker") ? " (the largest)" : ""),
                    "MiB",
                    values(together, start -> start.peakMb().entrySet().stream()
                            .filter(node -> node.getKey().startsWith(kind))
                            .mapToDouble(Map.Entry::getValue)
                            .max()
                            .orElseThrow())));
        }
        figures.add(Measurement.alone(
                NAME, "peak memory, all nodes", "MiB", values(together, start -> start.peakMb().values().stream()
                        .mapToDouble(Long::doubleValue)
                        .sum())));
        return figures;
    }

    private static Measurement figure(
            String what,
            String unit,
            List<Start> ours,
            Function<Start, Double> our,
            String against,
            List<Start> theirs,
            Function<Start, Double> their) {
        return new Measurement(NAME, what, unit, values(ours, our), against, values(theirs, their));
    }

    private static List<Double> values(List<Start> starts, Function<Start, Double> value) {
        return starts.stream().map(value).toList();
    }

    private Start start(String what, boolean oneByOne) throws IOException, InterruptedException {
        List<String> up = new ArrayList<>(List.of("up", "--detach"));
        if (oneByOne) {
            up.add("--one-by-one");
        }
        long began = System.nanoTime();
        String said = lab(up);
        double seconds = (System.nanoTime() - began) / 1e9;
        LabState state = LabFolder.running(folder)
                .orElseThrow(() -> LabException.cannotStart("The lab did not start: " + said.strip()));
        Map<String, Vitals> vitals = Labs.vitals(state);
        double cpu = vitals.values().stream().mapToDouble(Vitals::cpuSeconds).sum()
                + state.owner()
                        .alive()
                        .flatMap(owner -> owner.info().totalCpuDuration())
                        .map(time -> time.toMillis() / 1e3)
                        .orElse(0.0);
        Map<String, Long> peak = new LinkedHashMap<>();
        vitals.forEach((node, one) -> peak.put(node, one.peakMb()));
        Map<String, Double> nodes = new LinkedHashMap<>();
        for (Matcher ready = READY.matcher(said); ready.find(); ) {
            nodes.put(ready.group(1), Double.valueOf(ready.group(2)));
        }
        lab(List.of("down"));
        progress.say("%s: %.1f s, %.1f CPU s".formatted(what, seconds, cpu));
        return new Start(seconds, nodes, cpu, peak);
    }

    /** The command as a person gives it. */
    private String lab(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Build.repository().resolve("lab/bin/lab").toString()));
        command.addAll(words);
        command.addAll(List.of("--dir", folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw LabException.cannotStart("lab %s failed: %s".formatted(String.join(" ", words), said.strip()));
        }
        return said;
    }
}
