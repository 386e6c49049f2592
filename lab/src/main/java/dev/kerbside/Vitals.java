package dev.kerbside;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.substrate.containers.DockerEngine;
import dev.kerbside.substrate.containers.HostContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How a node that is alive does, as any process can see it.
 *
 * @param cpuSeconds processor time so far
 * @param peakMb high-water mark of its resident memory, MiB; 0 where the system does not tell
 */
public record Vitals(double cpuSeconds, long peakMb) {
    private static final double TICKS = 100;

    /** In a container: a line a node with its name, peak memory in kB, and processor time (user, system) in ticks. */
    private static final String LOOK =
            """
            for p in /proc/[0-9]*; do
              node=$(tr '\\0' '\\n' <$p/cmdline 2>/dev/null | sed -n 's,^@/lab/nodes/\\(.*\\)/java.args$,\\1,p')
              [ -z "$node" ] || echo "$node $(tr -dc 0-9 <<<"$(grep VmHWM $p/status)") $(cut -d' ' -f14,15 $p/stat)"
            done""";

    /** Of this process. */
    public static Vitals ofThisProcess() {
        return ofProcess(ProcessHandle.current());
    }

    /**
     * Every node of the lab that is alive: name → vitals.
     *
     * @throws dev.kerbside.LabException if nobody knows, because the Docker engine does not answer
     */
    public static Map<String, Vitals> of(LabFolder.State lab) {
        Map<String, Vitals> alive = new LinkedHashMap<>();
        if (lab.substrate() == Substrate.CONTAINERS) {
            DockerClient docker = DockerEngine.ofLab();
            lab.nodes().stream()
                    .map(NodeStatus::host)
                    .collect(Collectors.toCollection(LinkedHashSet::new))
                    .forEach(host ->
                            alive.putAll(DockerEngine.ask(() -> inContainer(docker, HostContainer.shortName(host)))));
        } else {
            for (NodeStatus node : lab.nodes()) {
                node.process().alive().ifPresent(process -> alive.put(node.name(), ofProcess(process)));
            }
        }
        return alive;
    }

    private static Vitals ofProcess(ProcessHandle process) {
        double cpu = process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return new Vitals(
                    cpu,
                    lines.filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                            .findFirst()
                            .orElse(0L));
        } catch (IOException e) {
            return new Vitals(cpu, 0);
        }
    }

    private static Map<String, Vitals> inContainer(DockerClient docker, String container) {
        StringBuilder output = new StringBuilder();
        try {
            String exec = docker.execCreateCmd(container)
                    .withCmd("bash", "-c", LOOK)
                    .withAttachStdout(true)
                    .exec()
                    .getId();
            docker.execStartCmd(exec)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(10, TimeUnit.SECONDS);
        } catch (DockerException e) {
            // No such container, or it has ended: so have its nodes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return output.toString()
                .lines()
                .map(line -> line.split(" "))
                // A process that ended while it was looked at.
                .filter(word -> word.length == 4)
                .collect(Collectors.toMap(
                        word -> word[0],
                        word -> new Vitals(
                                (Long.parseLong(word[2]) + Long.parseLong(word[3])) / TICKS,
                                Long.parseLong(word[1]) >> 10),
                        (first, second) -> second));
    }
}
