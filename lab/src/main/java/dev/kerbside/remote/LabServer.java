package dev.kerbside.remote;

import dev.kerbside.Capability;
import dev.kerbside.JobFolder;
import dev.kerbside.Kdc;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.Progress;
import dev.kerbside.Service;
import dev.kerbside.Shell;
import dev.kerbside.Substrate;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * A lab in a process of its own, for somebody whose class path has none of its libraries: it starts one, or attaches, says
 * how that goes, and then answers what is asked, a line each. It ends with its standard input, and the lab with it.
 */
public final class LabServer {
    private final PrintStream out;

    private LabServer(PrintStream out) {
        this.out = out;
    }

    /** Arguments: {@code start} and the parts of a {@link LabConfig}, or {@code attach} and a folder. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What libraries print is no answer.
        System.setOut(System.err);
        BlockingQueue<String> asked = asked();
        LabServer server = new LabServer(out);
        try (Lab lab = server.lab(List.of(args))) {
            server.say("lab", EndpointsText.words(lab.endpoints()));
            while (true) {
                server.answer(lab, Words.of(asked.take()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LabException e) {
            server.failed(e);
            System.exit(e.exitCode());
        }
    }

    /** The lines of standard input; at its end this process ends, and the lab closes itself then. */
    private static BlockingQueue<String> asked() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Thread reader = new Thread(
                () -> {
                    in.lines().forEach(lines::add);
                    System.exit(0);
                },
                "lab-server-input");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private Lab lab(List<String> args) {
        Path folder = Path.of(args.get(1));
        if (args.get(0).equals("attach")) {
            return Lab.attach(folder);
        }
        LabConfig config = LabConfig.in(folder)
                .substrate(Substrate.valueOf(args.get(2)))
                .kdc(Kdc.valueOf(args.get(3)))
                .brokers(Integer.parseInt(args.get(4)))
                .basePort(Integer.parseInt(args.get(5)))
                .users(Stream.of(args.get(6).split(",")).map(Principal::user).toList())
                .oneByOne(Boolean.parseBoolean(args.get(7)))
                .with(Stream.of(args.get(8).split(","))
                        .filter(name -> !name.isEmpty())
                        .map(Service::of)
                        .toList())
                .tokenLife(args.get(9).isEmpty() ? null : Duration.parse(args.get(9)))
                .cluster(args.get(10).isEmpty() ? null : Path.of(args.get(10)))
                .build();
        return Lab.start(config, new Told());
    }

    /** The arguments that say the same as a configuration. */
    static List<String> arguments(LabConfig config) {
        return List.of(
                "start",
                config.folder().toString(),
                config.substrate().name(),
                config.kdc().name(),
                String.valueOf(config.brokers()),
                String.valueOf(config.basePort()),
                String.join(",", config.users().stream().map(Principal::name).toList()),
                String.valueOf(config.oneByOne()),
                String.join(",", config.extras().stream().map(Service::toString).toList()),
                config.tokenLife() == null ? "" : config.tokenLife().toString(),
                config.cluster() == null
                        ? ""
                        : config.cluster().toAbsolutePath().toString());
    }

    private void answer(Lab lab, List<String> question) {
        try {
            say("ok", perform(lab, question));
        } catch (LabException e) {
            failed(e);
        } catch (RuntimeException e) {
            failed(LabException.checkFailed(e.toString(), e));
        }
    }

    private static List<String> perform(Lab lab, List<String> question) {
        String name = question.size() > 1 ? question.get(1) : "";
        return switch (question.get(0)) {
            case "capabilities" ->
                lab.capabilities().stream().map(Capability::name).toList();
            case "nodes" -> lab.nodes().stream().map(LabNode::name).toList();
            case "node" -> node(lab.node(name));
            case "vitals" ->
                lab.node(name).vitals().stream()
                        .flatMap(one -> Stream.of(String.valueOf(one.cpuSeconds()), String.valueOf(one.peakMb())))
                        .toList();
            case "kill" -> done(() -> lab.node(name).kill());
            case "start" -> done(() -> lab.node(name).start());
            case "password" -> done(() -> lab.changePassword(Principal.user(name)));
            case "shell" -> command(lab.shell(), name);
            case "localShell" -> command(lab.localShell(), name);
            case "job" -> job(name.isEmpty() ? lab.job() : lab.job(name));
            case "reports" -> List.of(lab.reports().toString());
            case "reachable" -> done(lab::requireReachable);
            default -> throw LabException.usage("There is no question '%s'.".formatted(question.get(0)));
        };
    }

    private static List<String> node(LabNode node) {
        return List.of(
                node.name(),
                node.host(),
                node.address(),
                String.valueOf(node.pid()),
                node.log().toString());
    }

    private static List<String> job(JobFolder job) {
        return List.of(job.folder().toString(), job.log().toString());
    }

    /** @param commands to be run; none for a person at a terminal */
    private static List<String> command(Shell shell, String commands) {
        return (commands.isEmpty() ? shell.interactive() : shell.running(commands)).command();
    }

    private static List<String> done(Runnable work) {
        work.run();
        return List.of();
    }

    private void failed(LabException e) {
        say("failed", List.of(String.valueOf(e.exitCode()), e.getMessage()));
    }

    private synchronized void say(String what, List<String> words) {
        List<String> line = new ArrayList<>(List.of(what));
        line.addAll(words);
        out.print(Words.line(line) + "\n");
        out.flush();
    }

    /** What is told on the way. */
    private final class Told implements Progress {
        @Override
        public void starting(String node) {
            LabServer.this.say("starting", List.of(node));
        }

        @Override
        public void ready(String node, Duration took) {
            LabServer.this.say("ready", List.of(node, String.valueOf(took.toMillis())));
        }

        @Override
        public void say(String line) {
            LabServer.this.say("say", List.of(line));
        }
    }
}
