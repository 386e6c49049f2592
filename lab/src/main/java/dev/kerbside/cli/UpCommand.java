package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.folder.AtomicFile;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.steps.StartTimeline;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a lab and stays with it; or leaves that to a process in the background. */
@Command(
        name = "up",
        description = "Start a lab and stay until Ctrl+C, or leave it in the background.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Duration DETACH_LIMIT = Duration.ofMinutes(30);

    private static final String UNTIL_READY = "--until-ready";

    @Mixin
    private LabOptions options;

    @Mixin
    private StartOptions start;

    @Option(names = "--detach", description = "Return when the lab is ready; end it with: lab down.")
    private boolean detach;

    @Option(
            names = "--timeline",
            description = "Say when each node was started, listened and was used; as a picture: report/start.svg.")
    private boolean timeline;

    /** Where what this process says goes, if somebody waits for the end of it. */
    @Option(names = UNTIL_READY, hidden = true)
    private Path output;

    @Override
    public Integer call() throws Exception {
        return detach ? detached() : foreground();
    }

    private int foreground() throws IOException {
        long began = System.nanoTime();
        try (Terminal terminal = new Terminal()) {
            StartTimeline started = new StartTimeline(terminal);
            LabConfig config = start.config(options);
            if (output == null) {
                start.agree(config, terminal);
            }
            try (Lab lab = Lab.start(config, timeline ? started : terminal)) {
                terminal.say("the lab is ready after %.1f s".formatted((System.nanoTime() - began) / 1e9));
                if (timeline) {
                    show(started, lab, terminal);
                }
                say(lab, terminal);
                allIsSaid();
                stay();
                return 0;
            }
        }
    }

    private static void show(StartTimeline started, Lab lab, Terminal terminal) throws IOException {
        terminal.print("");
        started.text(terminal.unicode()).forEach(terminal::say);
        Path picture = Files.createDirectories(lab.reports()).resolve("start.svg");
        AtomicFile.write(picture, file -> Files.writeString(file, started.svg()));
        terminal.say("As a picture: " + picture);
    }

    private void say(Lab lab, Terminal terminal) {
        terminal.print("");
        terminal.say("Kafka     " + lab.endpoints().bootstrapServers());
        terminal.say("HDFS      " + lab.endpoints().hdfs());
        terminal.say("WebHDFS   " + lab.endpoints().webHdfs());
        terminal.say(
                "KDC       " + lab.endpoints().kdc() + "  (" + lab.endpoints().realm() + ")");
        terminal.say("In your shell: eval \"$(lab/bin/lab env --dir '" + options.dir() + "')\"");
        terminal.say("End it with: lab down --dir '" + options.dir() + "' (or Ctrl+C where it runs)");
    }

    /** Tells the process that waits: what it has not read by now it can read in peace, because it has the file open. */
    private void allIsSaid() throws IOException {
        if (output != null) {
            System.out.flush();
            Files.delete(output);
        }
    }

    /** Until this process is told to end; the lab closes itself then. */
    static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int detached() throws IOException {
        try (Terminal terminal = new Terminal()) {
            start.agree(start.config(options), terminal);
        }
        output = Files.createTempFile("lab-up", ".log");
        output.toFile().deleteOnExit();
        List<String> command = new ArrayList<>(List.of(inBackground(), ForkedJvm.java()));
        command.addAll(ForkedJvm.sharedFlags());
        command.add(TemporaryFiles.inherited());
        command.addAll(SharedClasses.flags(SharedClasses.CLIENT));
        command.addAll(ForkedJvm.SHORT_LIVED);
        command.addAll(List.of("-Xmx256m", "-cp", Build.classPath(), Main.class.getName(), "up"));
        command.addAll(List.of("--dir", options.dir().toString(), UNTIL_READY, output.toString()));
        command.addAll(start.arguments());
        if (timeline) {
            command.add("--timeline");
        }
        if (Main.isDebugging()) {
            command.add(Main.DEBUG);
        }
        Process owner = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endUnready(owner)));
        try (RandomAccessFile said = new RandomAccessFile(output.toFile(), "r")) {
            Awaitility.await("the lab is ready or has failed")
                    .atMost(DETACH_LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        // Looked at first: all that was said by then is copied.
                        boolean ended = !owner.isAlive() || !Files.exists(output);
                        copy(said);
                        return ended;
                    });
            return owner.isAlive() ? 0 : failed(owner, said);
        } catch (ConditionTimeoutException e) {
            owner.destroy();
            throw LabException.cannotStart(
                    "The lab in %s was not ready within %d s, and was ended. Try again on a machine with less to do; lab doctor checks it."
                            .formatted(options.dir(), DETACH_LIMIT.toSeconds()),
                    e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** A session of its own, so that no Ctrl+C and no closing terminal reaches the lab. */
    private static String inBackground() {
        return Files.isExecutable(Path.of("/usr/bin/setsid")) ? "/usr/bin/setsid" : "nohup";
    }

    private int failed(Process owner, RandomAccessFile said) throws IOException {
        copy(said);
        return owner.exitValue() == 0 ? LabException.CANNOT_START : owner.exitValue();
    }

    private boolean isReady(Process owner) throws IOException {
        return LabFolder.running(options.dir())
                .filter(state -> state.ready() && state.ownerPid() == owner.pid())
                .isPresent();
    }

    /** Ctrl+C while waiting ends the lab that is starting. */
    private void endUnready(Process owner) {
        try {
            if (!isReady(owner)) {
                owner.destroy();
            }
        } catch (IOException e) {
            owner.destroy();
        }
    }

    private static void copy(RandomAccessFile said) throws IOException {
        byte[] bytes = new byte[(int) (said.length() - said.getFilePointer())];
        said.readFully(bytes);
        System.out.print(new String(bytes, StandardCharsets.UTF_8));
        System.out.flush();
    }
}
