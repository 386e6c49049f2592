package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Commands;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.HostNames;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.python.PythonHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the distributions' commands into the lab's folder: {@code bin}, and what they read into {@code lib}. */
public final class ClientCommands {
    private ClientCommands() {}

    /** For clients on this machine. */
    static void write(LabFolder folder, Endpoints endpoints) throws IOException {
        folder.folder(FolderPlan.LIB_JARS);
        Files.createDirectories(TemporaryFiles.of(folder.folder(FolderPlan.LIB)));
        Path spark = folder.folder(FolderPlan.SPARK_CONF);
        Files.createSymbolicLink(spark.resolve("spark-defaults.conf"), endpoints.sparkProperties());
        Commands commands =
                of(endpoints, ForkedJvm.java(), Build.classPath(), SharedClasses.flags(SharedClasses.CLIENT), spark);
        for (Map.Entry<Path, String> file : commands.files().entrySet()) {
            folder.write(file.getKey(), place -> Files.writeString(place, file.getValue()));
        }
        // What Spark has in Python is in the person's cache, once lab python has put it there.
        Files.createSymbolicLink(
                FolderPlan.LIB.in(folder.path()).resolve("python"),
                PythonHome.here().pyspark());
        for (Map.Entry<Path, String> program : commands.gateway().entrySet()) {
            Files.createDirectories(program.getKey().getParent());
            Files.writeString(program.getKey(), program.getValue());
            Files.setPosixFilePermissions(program.getKey(), PosixFilePermissions.fromString("rwx------"));
        }
        folder.write(FolderPlan.BASHRC, prompt(endpoints));
        Map<String, String> scripts = new LinkedHashMap<>(commands.scripts());
        scripts.put("lab", launcher());
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Path place = FolderPlan.COMMAND.in(folder.path(), script.getKey());
            folder.write(place, file -> Files.writeString(file, script.getValue()));
        }
    }

    /** The lab's own command, in any folder; its lab is that of LAB_DIR. */
    private static String launcher() {
        Path lab = Build.repository().resolve("lab/bin/lab");
        return "#!/usr/bin/env bash\nLAB_COMMAND=lab exec %s \"$@\"\n".formatted(Commands.quoted(lab.toString()));
    }

    /**
     * The commands of a client that finds the lab at these endpoints; their folder is {@code lib} in the lab's.
     *
     * @param archive flags of the archive of this class path's classes, if there is one
     */
    public static Commands of(
            Endpoints endpoints, String java, String classPath, List<String> archive, Path sparkConf) {
        return new Commands(
                java,
                classPath,
                flags(endpoints),
                archive,
                FolderPlan.LIB.in(endpoints.folder()),
                endpoints.hadoopConf(),
                sparkConf,
                endpoints.bootstrapServers());
    }

    /** What an interactive bash reads in place of the person's ~/.bashrc, which it reads first. */
    public static Path bashrc(Endpoints endpoints) {
        return FolderPlan.BASHRC.in(endpoints.folder());
    }

    private static String prompt(Endpoints endpoints) {
        return """
                [ -f ~/.bashrc ] && . ~/.bashrc
                . %s
                unset PROMPT_COMMAND
                PS1='[%s@%s \\W]$ '
                """
                .formatted(
                        Commands.quoted(environment(endpoints).toString()),
                        Principal.TDP_USER.name(),
                        endpoints.folder().getFileName());
    }

    /** What a shell sources. */
    public static Path environment(Endpoints endpoints) {
        return FolderPlan.ENVIRONMENT.in(endpoints.folder());
    }

    /** Flags of the lab's JVMs; the logins too, so that a command works whatever the options in its environment are. */
    private static List<String> flags(Endpoints endpoints) {
        List<String> flags = new ArrayList<>(ForkedJvm.sharedFlags());
        flags.add(TemporaryFiles.flag(FolderPlan.LIB.in(endpoints.folder())));
        flags.add("-Djava.security.krb5.conf=" + endpoints.krb5Conf());
        flags.add("-Djava.security.auth.login.config=" + endpoints.jaas());
        if (endpoints.hosts() != null) {
            flags.add(HostNames.flag(endpoints.hosts()));
        }
        return flags;
    }
}
