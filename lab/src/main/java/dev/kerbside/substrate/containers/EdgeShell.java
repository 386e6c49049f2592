package dev.kerbside.substrate.containers;

import dev.kerbside.LabException;
import dev.kerbside.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** bash on the edge node, through the docker command: only it can hand a terminal over. */
public final class EdgeShell implements Shell {
    private static final String CONTAINER = HostContainer.shortName(Edge.HOST);

    /** @throws LabException if there is no docker command */
    public EdgeShell() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker")));
        if (!installed) {
            throw LabException.cannotStart(
                    "A shell on %s needs the docker command, and there is none on PATH. Install Docker's client, for example docker.io or docker-cli."
                            .formatted(Edge.HOST));
        }
    }

    @Override
    public ProcessBuilder interactive() {
        return docker(List.of("-l"));
    }

    @Override
    public ProcessBuilder running(String commands) {
        return docker(List.of("-lc", commands));
    }

    private static ProcessBuilder docker(List<String> bash) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", DockerEngine.address(), "exec"));
        // Without a terminal docker refuses to hand one over; with one, Ctrl+C reaches what runs there.
        command.add(System.console() == null ? "-i" : "-it");
        command.addAll(List.of(CONTAINER, "bash"));
        command.addAll(bash);
        return new ProcessBuilder(command);
    }
}
