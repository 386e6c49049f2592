package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import dev.kerbside.Vitals;
import dev.kerbside.folder.NodeStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How the nodes in containers do: the engine is asked to look into each. */
final class ContainerVitals {
    private static final double TICKS = 100;

    /** A line a node with its name, peak memory in kB, and processor time (user, system) in ticks. */
    private static final String LOOK =
            """
            for p in /proc/[0-9]*; do
              node=$(tr '\\0' '\\n' <$p/cmdline 2>/dev/null | sed -n 's,^@/lab/nodes/\\(.*\\)/java.args$,\\1,p')
              [ -z "$node" ] || echo "$node $(tr -dc 0-9 <<<"$(grep VmHWM $p/status)") $(cut -d' ' -f14,15 $p/stat)"
            done""";

    private ContainerVitals() {}

    /** Those of the nodes that are alive: name → vitals. */
    static Map<String, Vitals> of(DockerClient docker, List<NodeStatus> nodes) {
        Map<String, Vitals> alive = new LinkedHashMap<>();
        nodes.stream()
                .map(NodeStatus::host)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .forEach(host -> alive.putAll(DockerEngine.ask(() -> of(docker, HostContainer.shortName(host)))));
        return alive;
    }

    private static Map<String, Vitals> of(DockerClient docker, String container) {
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
