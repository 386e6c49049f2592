package dev.kerbside.remote;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A lab in the process of a {@link LabServer}, which is this one's and ends with it. */
final class RemoteLab implements Lab {
    private static final long END_SECONDS = 60;

    private final Process server;
    private final BufferedReader said;
    private final BufferedWriter asked;
    private final Endpoints endpoints;
    private boolean closed;

    /**
     * Waits until the server has a lab.
     *
     * @throws LabException if it has none, with its words
     */
    RemoteLab(Process server, Progress progress) {
        this.server = server;
        this.said = server.inputReader(StandardCharsets.UTF_8);
        this.asked = server.outputWriter(StandardCharsets.UTF_8);
        try {
            this.endpoints = EndpointsText.of(awaitLab(progress));
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private List<String> awaitLab(Progress progress) {
        while (true) {
            List<String> words = heard();
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "starting" -> progress.starting(rest.get(0));
                case "ready" -> progress.ready(rest.get(0), Duration.ofMillis(Long.parseLong(rest.get(1))));
                case "say" -> progress.say(rest.get(0));
                case "lab" -> {
                    return rest;
                }
                default -> throw refused(rest);
            }
        }
    }

    /** Asks, and returns the words of the answer. */
    synchronized List<String> ask(String... question) {
        if (closed) {
            throw LabException.cannotStart("This lab was closed.");
        }
        try {
            asked.write(Words.line(List.of(question)) + "\n");
            asked.flush();
        } catch (IOException e) {
            throw ended();
        }
        List<String> words = heard();
        List<String> rest = words.subList(1, words.size());
        if (!words.get(0).equals("ok")) {
            throw refused(rest);
        }
        return rest;
    }

    private List<String> heard() {
        try {
            String line = said.readLine();
            if (line == null) {
                throw ended();
            }
            return Words.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LabException ended() {
        return LabException.cannotStart("The process of the lab (pid %d) has ended. What it said is on standard error."
                .formatted(server.pid()));
    }

    private static LabException refused(List<String> words) {
        String message = words.get(1);
        return switch (Integer.parseInt(words.get(0))) {
            case LabException.USAGE -> LabException.usage(message);
            case LabException.CHECK_FAILED -> LabException.checkFailed(message);
            default -> LabException.cannotStart(message);
        };
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        ask("capabilities").forEach(name -> capabilities.add(Capability.valueOf(name)));
        return capabilities;
    }

    @Override
    public List<LabNode> nodes() {
        return ask("nodes").stream().map(this::node).toList();
    }

    @Override
    public LabNode node(String name) {
        ask("node", name);
        return new RemoteNode(this, name);
    }

    @Override
    public void changePassword(Principal user) {
        ask("password", user.name());
    }

    @Override
    public Shell shell() {
        return new RemoteShell(this, "shell");
    }

    @Override
    public Shell localShell() {
        return new RemoteShell(this, "localShell");
    }

    /** Its words are asked for one by one, because the server knows the machine. */
    private record RemoteShell(RemoteLab lab, String which) implements Shell {
        @Override
        public ProcessBuilder interactive() {
            return new ProcessBuilder(new ArrayList<>(lab.ask(which)));
        }

        @Override
        public ProcessBuilder running(String commands) {
            return new ProcessBuilder(new ArrayList<>(lab.ask(which, commands)));
        }
    }

    @Override
    public JobFolder job() {
        return jobFolder(ask("job"));
    }

    @Override
    public JobFolder job(String name) {
        return jobFolder(ask("job", name));
    }

    private static JobFolder jobFolder(List<String> words) {
        return new JobFolder(Path.of(words.get(0)), Path.of(words.get(1)));
    }

    @Override
    public Path reports() {
        return Path.of(ask("reports").get(0));
    }

    @Override
    public void requireReachable() {
        ask("reachable");
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            end();
        }
    }

    /** The end of its input is the end of the server, which ends the lab first. */
    private void end() {
        try {
            asked.close();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!server.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
