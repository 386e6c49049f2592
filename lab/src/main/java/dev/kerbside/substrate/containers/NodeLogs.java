package dev.kerbside.substrate.containers;

import dev.kerbside.folder.FolderPlan;
import dev.kerbside.process.LogFile;
import dev.kerbside.substrate.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.output.OutputFrame;

/** The output of a host, whose lines begin with the name of a node: {@code broker-1 | …}, a file a node. */
final class NodeLogs implements Consumer<OutputFrame> {
    private static final Pattern LINE = Pattern.compile("(\\S+) \\| (.*)");
    private static final Pattern EXIT = Pattern.compile("exited with code \\d+");

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private final Map<String, String> endings = new ConcurrentHashMap<>();

    NodeLogs(Path labFolder, List<Node> nodes) throws IOException {
        FolderPlan.LOGS.make(labFolder);
        for (Node node : nodes) {
            Path file = FolderPlan.LOG.in(labFolder, node.name());
            files.put(node.name(), file);
            writers.put(node.name(), Files.newBufferedWriter(file));
        }
    }

    @Override
    public synchronized void accept(OutputFrame frame) {
        if (frame.getType() == OutputFrame.OutputType.END) {
            files.keySet().forEach(node -> endings.putIfAbsent(node, "its container ended"));
            writers.values().forEach(NodeLogs::close);
            writers.clear();
            return;
        }
        frame.getUtf8String().lines().forEach(this::line);
    }

    private void line(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches() || !writers.containsKey(line.group(1))) {
            return;
        }
        String node = line.group(1);
        if (EXIT.matcher(line.group(2)).matches()) {
            endings.put(node, "its process %s (%s)".formatted(line.group(2), LogFile.lastError(files.get(node))));
        }
        try {
            writers.get(node).write(line.group(2) + "\n");
            writers.get(node).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Writer writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here on the node runs again. */
    void startsAgain(String node) {
        endings.remove(node);
    }

    /** How the node ended, or {@code null} while it runs. */
    String ending(String node) {
        return endings.get(node);
    }
}
