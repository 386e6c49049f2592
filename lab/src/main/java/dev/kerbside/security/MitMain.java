package dev.kerbside.security;

import dev.kerbside.config.Address;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.config.MitKdcConf;
import dev.kerbside.folder.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The kdc node: MIT's krb5kdc as a child of this JVM, with its database and configuration in the node's folder. Ends
 * when the child does, and ends it.
 */
public final class MitMain {
    /**
     * Runs krb5kdc until it or its owner ends. The owner holds the other end of standard input, which the operating
     * system closes even after {@code kill -9}; a background job has none, hence the copy.
     */
    private static final String OWNED =
            "exec 3<&0; \"$0\" -n & kdc=$!; (cat <&3 >/dev/null; kill -9 $kdc) 2>/dev/null & wait $kdc";

    private final KdcDatabase database;
    private final Path folder;
    private final MitCommands commands = MitCommands.find();

    private MitMain(KdcDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Serves the {@link KdcDatabase} in {@code args[0]}. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Path folder = Files.createDirectories(file.resolveSibling("mit"));
        MitMain mit = new MitMain(Json.read(file, KdcDatabase.class), folder);
        mit.configure();
        mit.createDatabase();
        System.exit(mit.serve());
    }

    private void configure() throws IOException {
        // The KDC's own library wants a krb5.conf too; the client's has the KDC by name.
        Files.writeString(
                folder.resolve("krb5.conf"),
                Krb5Conf.text(database.realm(), new Address(database.host(), database.port())));
        String address = InetAddress.getByName(database.host()).getHostAddress() + ":" + database.port();
        Files.writeString(
                folder.resolve("kdc.conf"),
                MitKdcConf.text(
                        database.realm(), address, folder, KdcDatabase.TICKET_LIFE, KdcDatabase.RENEWABLE_LIFE));
        Files.writeString(folder.resolve("kadm5.acl"), "");
    }

    /** Passwords go by standard input: everybody can see a command line. */
    private void createDatabase() throws IOException, InterruptedException {
        String master = random();
        run(master + "\n" + master + "\n", commands.kdb5Util().toString(), "create", "-s", "-r", database.realm());
        String batch = database.passwords().entrySet().stream()
                .map(principal ->
                        "addprinc -pw %s %s@%s%n".formatted(principal.getValue(), principal.getKey(), database.realm()))
                .collect(Collectors.joining(
                        "",
                        "",
                        "cpw -pw %s %s@%s%n"
                                .formatted(
                                        database.ticketGranting(), database.ticketGrantingName(), database.realm())));
        String said = kadmin(batch);
        for (String name : database.passwords().keySet()) {
            // Its exit code says nothing of the single commands.
            if (!said.contains("Principal \"%s@%s\" created.".formatted(name, database.realm()))) {
                throw new IOException("kadmin.local did not create " + name + ": " + said);
            }
        }
        if (!said.contains(
                "Password for \"%s@%s\" changed.".formatted(database.ticketGrantingName(), database.realm()))) {
            throw new IOException("kadmin.local did not set the KDC's own key: " + said);
        }
        requireProofs();
    }

    /** Of the principals that kdb5_util makes too: default_principal_flags is kadmin's alone. */
    private void requireProofs() throws IOException, InterruptedException {
        List<String> all = kadmin("listprincs\n")
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith("@" + database.realm()))
                .toList();
        String said = kadmin(
                all.stream().map("modprinc +requires_preauth %s%n"::formatted).collect(Collectors.joining()));
        for (String name : all) {
            if (!said.contains("Principal \"%s\" modified.".formatted(name))) {
                throw new IOException("kadmin.local did not require pre-authentication of " + name + ": " + said);
            }
        }
    }

    private String kadmin(String batch) throws IOException, InterruptedException {
        return run(batch, commands.kadminLocal().toString(), "-r", database.realm());
    }

    private String run(String input, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = builder(List.of(command))
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try (Writer writer = process.outputWriter()) {
            writer.write(input);
        }
        int code = process.waitFor();
        // kadmin.local repeats each command before its answer, with the password in it.
        String said = Files.readAllLines(output).stream()
                .filter(line -> !line.contains("addprinc") && !line.contains("cpw"))
                .collect(Collectors.joining("\n"));
        Files.delete(output);
        if (code != 0) {
            throw new IOException("%s ended with code %d: %s".formatted(command[0], code, said));
        }
        return said;
    }

    /** Its log says as they are sent what strangers call themselves. */
    private int serve() throws IOException, InterruptedException {
        Process kdc = builder(List.of("/bin/sh", "-c", OWNED, commands.krb5kdc().toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader log = kdc.inputReader()) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                System.err.println(KdcJournal.visible(line));
            }
        }
        return kdc.waitFor();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "KRB5_CONFIG", folder.resolve("krb5.conf").toString(),
                        "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString(),
                        "LC_ALL", "C"));
        return builder;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
