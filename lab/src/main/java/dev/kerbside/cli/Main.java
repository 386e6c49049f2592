package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.explain.Explanation;
import dev.kerbside.process.Build;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * The {@code lab} command. Exit codes: 0 all well, 1 a check did not hold, 2 bad usage or input, 3 the lab cannot start
 * or is not there.
 */
@Command(
        name = "lab",
        description = "A Kerberized Kafka, HDFS and Spark Structured Streaming lab on one machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    static final String DEBUG = "--debug";

    /** In the order of the help. */
    static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            UpCommand.class,
            ConnectCommand.class,
            StatusCommand.class,
            InitCommand.class,
            StepCommand.class,
            ReportCommand.class,
            ValidateCommand.class,
            DataCommand.class,
            EnvCommand.class,
            ShellCommand.class,
            LogsCommand.class,
            NodeCommand.class,
            ChaosCommand.class,
            PasswdCommand.class,
            ExplainCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            PythonCommand.class,
            BenchCommand.class,
            ArchiveCommand.class);

    /** As the jar's manifest has it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kerbside " + Build.version(Build.code()).orElse("(not packaged)")};
        }
    }

    @CommandLine.Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            description = "Show stack traces and the libraries' logs.")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        // Before any library logs its first line.
        boolean debug = Arrays.asList(args).contains(DEBUG);
        System.setProperty("lab.log.level", debug ? "info" : "off");
        Output.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> explain(thread, e, debug));
        System.exit(commandLine(debug, args).setErr(Output.errors()).execute(args));
    }

    private static void explain(Thread thread, Throwable e, boolean debug) {
        ThreadGroup group = thread.getThreadGroup();
        if (debug) {
            e.printStackTrace();
        } else if (group == null || !group.getName().equals("testcontainers")) {
            // Testcontainers removes the containers when the JVM ends, and complains where the lab was faster.
            System.err.println("lab: " + thread.getName() + ": " + e + ". With --debug: where.");
        }
    }

    static boolean isDebugging() {
        return "info".equals(System.getProperty("lab.log.level"));
    }

    /** All commands, unless the first word names one: to know the options of all of them takes a sixth of a second. */
    public static CommandLine commandLine(boolean debug, String... words) {
        CommandLine line = new CommandLine(new Main());
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> words.length > 0 && name(command).equals(words[0]))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command, debug));
    }

    static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    private static int explainUsage(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("lab: " + AsTyped.of(e.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr()
                .println("Its options and commands: " + command.getCommandSpec().qualifiedName() + " --help");
        return LabException.USAGE;
    }

    private static int explain(Exception e, CommandLine command, boolean debug) {
        if (isEnding() && !debug) {
            // Ctrl+C: whatever fails now fails because of it.
            return LabException.CANNOT_START;
        }
        List<Diagnosis> known = Explanation.of(e).diagnoses();
        command.getErr().println("lab: " + AsTyped.of(message(e, known)));
        known.forEach(diagnosis -> ExplainCommand.advice(diagnosis).forEach(command.getErr()::println));
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        return e instanceof LabException lab ? lab.exitCode() : LabException.CHECK_FAILED;
    }

    /** The lab's own words, or the words of the library that show the cause, or all that is known of the exception. */
    private static String message(Exception e, List<Diagnosis> known) {
        if (e instanceof LabException) {
            return e.getMessage();
        }
        return known.isEmpty()
                ? e + ". With --debug: where."
                : known.get(0).evidence().text();
    }

    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
