package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.process.Build;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.python.Python;
import dev.kerbside.python.PythonHome;
import dev.kerbside.python.PythonSetup;
import dev.kerbside.security.Kerberos;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gets what the course needs of Python, and tries it on a lab of its own. */
@Command(
        name = "python",
        description =
                "Make the lab's environment of Python, with PySpark and the packages of the course, and try it on a lab.",
        mixinStandardHelpOptions = true)
final class PythonCommand implements Callable<Integer> {
    private static final String TOPIC = "tdp-user-python";

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            defaultValue = "python3",
            description = "The interpreter that the environment is made with (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(names = "--use", description = "Make no environment: use the interpreter with the packages that it has.")
    private boolean use;

    @Override
    public Integer call() throws Exception {
        PythonHome home = PythonHome.here();
        Path programs = Build.programs();
        try (Terminal terminal = new Terminal()) {
            terminal.title("Python for the lab, in " + home.folder());
            PythonSetup setup =
                    new PythonSetup(home, programs.resolve("requirements.txt"), terminal::say, terminal::progress);
            if (use) {
                setup.use(Path.of(python).isAbsolute() ? python : found(python));
            } else {
                setup.make(python);
            }
            terminal.title("Tried on a lab");
            attempt(terminal, programs.resolve("check_environment.py"));
            terminal.title("Python is ready. Go on with: lab init --language python, or lab run --language python");
        }
        return 0;
    }

    /** A command of PATH as a file: the link to it must not lead to itself. */
    private static String found(String command) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(folder, command);
            if (!folder.isEmpty()
                    && Files.isExecutable(file)
                    && !file.startsWith(PythonHome.here().folder())) {
                return file.toAbsolutePath().toString();
            }
        }
        return command;
    }

    private static void attempt(Terminal terminal, Path program) throws Exception {
        Path folder = Files.createTempDirectory(TemporaryFiles.here(), "python-lab");
        try (Lab lab = Lab.start(LabConfig.in(folder.resolve("lab")).build(), Progress.SILENT)) {
            Path ticket = lab.endpoints().ticketCache();
            Kerberos.kinit(
                    lab.endpoints().krb5Conf(),
                    lab.endpoints().user(),
                    lab.endpoints().keytab(),
                    ticket);
            String commands =
                    """
                    set -e
                    kafka-topics.sh --create --topic %1$s --partitions 1 --replication-factor 3 \
                        --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES" >/dev/null
                    exec '%2$s' '%3$s' %1$s
                    """
                            .formatted(TOPIC, Python.require("The trial").interpreter(), program);
            Process trial = lab.localShell()
                    .running(commands)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String last = "";
            try (BufferedReader lines = trial.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                    if (line.startsWith("a ") || line.startsWith("the ")) {
                        terminal.held(line);
                    }
                }
            }
            if (trial.waitFor() != 0) {
                throw LabException.checkFailed(
                        "The environment does not work: %s. It was tried with %s in a lab's shell. To have it made anew, remove %s, then: lab python"
                                .formatted(last, program, PythonHome.here().folder()));
            }
        } finally {
            PathUtils.deleteDirectory(folder);
        }
    }
}
