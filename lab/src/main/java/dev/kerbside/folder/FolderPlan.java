package dev.kerbside.folder;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of a lab's folder: all that may lie in it, with its mode, whether it is a secret, and whether it stays when the
 * lab ends. Whoever writes, reads or removes something there asks the plan for the place. The nodes in containers have a
 * folder of the same plan.
 */
public enum FolderPlan {
    /** Held by the process that owns the lab. */
    LOCK("lock", Kind.FILE, Fate.STAYS),
    /** What the lab has made on a cluster that is not its own. */
    LEDGER("cluster.json", Kind.FILE, Fate.STAYS),
    /** Who runs the lab, where, and its nodes so far: {@link LabState}. */
    STATE("lab.json", Kind.FILE, Fate.STAYS),
    LOGS("logs", Kind.FOLDER, Fate.STAYS),
    /** What a node, or a job, has written; of the name without {@code .log}. */
    LOG("logs/*.log", Kind.FILE, Fate.STAYS),
    /** Reports of runs, lessons and benches. */
    REPORTS("report", Kind.TREE, Fate.STAYS),

    /** Held by the command that changes what is on the lab. */
    TURN("turn.lock", Kind.FILE, Fate.GOES),
    /** Whose turn it is. */
    TURN_HOLDER("turn", Kind.FILE, Fate.GOES),
    /** What is asked of the owner: {@link LabControl}. */
    REQUESTS("requests", Kind.TREE, Fate.GOES),
    NODES("nodes", Kind.FOLDER, Fate.GOES),
    /** A node's configuration and data. */
    NODE("nodes/*", Kind.SECRET_TREE, Fate.GOES),

    KEYTABS("keytabs", Kind.FOLDER, Fate.GOES),
    /** A principal's keys, by {@link dev.kerbside.Principal#keytabName()}. */
    KEYTAB("keytabs/*", Kind.SECRET, Fate.GOES),
    SECRETS("secrets", Kind.FOLDER, Fate.GOES),
    /** With which Hadoop's pages sign their cookies. */
    HTTP_SIGNATURE("secrets/http-signature", Kind.SECRET, Fate.GOES),
    /** A user's password, for kinit without a keytab. */
    PASSWORD("secrets/*.password", Kind.SECRET, Fate.GOES),
    TLS("tls", Kind.FOLDER, Fate.GOES),
    /** The lab's authority as PKCS12, for clients in Java. */
    TRUSTSTORE("tls/truststore.p12", Kind.SECRET, Fate.GOES),
    /** The same as PEM. */
    CA_CERTIFICATE("tls/ca.pem", Kind.PRIVATE, Fate.GOES),
    /** A node's key and certificate. */
    KEYSTORE("tls/*.p12", Kind.SECRET, Fate.GOES),

    KRB5_CONF("krb5.conf", Kind.PRIVATE, Fate.GOES),
    /** Hosts that only the lab knows, for JVMs. */
    HOSTS("hosts", Kind.FILE, Fate.GOES),
    /** tdp_user's tickets. */
    TICKET_CACHE("krb5cc_tdp_user", Kind.SECRET, Fate.GOES),
    /** Those with which the KDC was tried. */
    READY_CACHE("krb5cc_ready", Kind.SECRET, Fate.GOES),
    HADOOP_CONF("hadoop", Kind.FOLDER, Fate.GOES),
    HADOOP_SITE("hadoop/*.xml", Kind.SECRET, Fate.GOES),
    KAFKA_CONF("kafka", Kind.FOLDER, Fate.GOES),
    /** tdp_user's client, with the ticket cache. */
    CLIENT_PROPERTIES("kafka/client.properties", Kind.SECRET, Fate.GOES),
    /** The brokers' superuser. */
    ADMIN_PROPERTIES("kafka/admin.properties", Kind.SECRET, Fate.GOES),
    JAAS("kafka/kafka_client_jaas.conf", Kind.SECRET, Fate.GOES),
    SPARK_PROPERTIES("kafka/spark.properties", Kind.SECRET, Fate.GOES),
    KCAT_CONF("kafka/kcat.conf", Kind.SECRET, Fate.GOES),
    /** What a shell sources. */
    ENVIRONMENT("env.sh", Kind.SECRET, Fate.GOES),
    /** What other processes attach by: {@link EndpointsFile}. */
    ENDPOINTS("endpoints.json", Kind.FILE, Fate.GOES),
    BIN("bin", Kind.FOLDER, Fate.GOES),
    /** One of the distributions' commands. */
    COMMAND("bin/*", Kind.PROGRAM, Fate.GOES),
    /** What the commands read, and their temporary files. */
    LIB("lib", Kind.TREE, Fate.GOES),
    /** What an interactive shell reads. */
    BASHRC("lib/bashrc", Kind.SECRET, Fate.GOES),
    /** Jars that a person adds to the class path of the commands. */
    LIB_JARS("lib/jars", Kind.TREE, Fate.GOES),
    /** Spark's configuration for the commands. */
    SPARK_CONF("lib/spark", Kind.TREE, Fate.GOES),

    /** Where jobs work: checkpoints, temporary files, what they print. */
    JOBS("spark", Kind.TREE, Fate.GOES),
    /** One of them. */
    JOB("spark/*", Kind.TREE, Fate.GOES),
    /** The trips and zones that the lab works on: {@link ChosenData}. */
    DATA("data", Kind.TREE, Fate.GOES),
    /** A clone that {@code lab bench suite} measures. */
    SUITE("suite", Kind.TREE, Fate.GOES);

    /** What something is, and its mode. A TREE belongs to a program, which names and permits what is in it as it likes. */
    private enum Kind {
        FILE(null, false),
        PRIVATE("rw-------", false),
        SECRET("rw-------", true),
        PROGRAM("rwx------", false),
        FOLDER("rwx------", false),
        TREE("rwx------", false),
        SECRET_TREE("rwx------", true);

        private final String mode;
        private final boolean secret;

        Kind(String mode, boolean secret) {
            this.mode = mode;
            this.secret = secret;
        }
    }

    private enum Fate {
        STAYS,
        GOES
    }

    private static final Comparator<FolderPlan> CLOSEST = Comparator.comparing(
                    (FolderPlan one) -> Path.of(one.pattern).getNameCount())
            .thenComparing(one -> !one.isOneOfSeveral());

    private final String pattern;
    private final Kind kind;
    private final Fate fate;

    FolderPlan(String pattern, Kind kind, Fate fate) {
        this.pattern = pattern;
        this.kind = kind;
        this.fate = fate;
    }

    /** Its place in a lab's folder. */
    public Path in(Path lab) {
        return lab.resolve(path());
    }

    /** The place of one of several: {@code KEYTAB.in(lab, "tdp_user.keytab")}, {@code LOG.in(lab, "broker-1")}. */
    public Path in(Path lab, String name) {
        return lab.resolve(path(name));
    }

    /** Its path below a lab's folder, with slashes. */
    public String path() {
        if (isOneOfSeveral()) {
            throw new IllegalStateException(this + " is one of several: give its name");
        }
        return pattern;
    }

    /** The path of one of several. */
    public String path(String name) {
        if (!isOneOfSeveral() || name.isEmpty() || name.contains("/")) {
            throw new IllegalArgumentException("%s has no '%s'".formatted(this, name));
        }
        return pattern.replace("*", name);
    }

    /** Its path with {@code *} for a name. */
    String pattern() {
        return pattern;
    }

    private boolean isOneOfSeveral() {
        return pattern.contains("*");
    }

    /** Makes this folder where needed, and those above it, for nobody else to enter. */
    public Path make(Path lab) {
        return make(lab, in(lab));
    }

    /** The same for one of several. */
    public Path make(Path lab, String name) {
        return make(lab, in(lab, name));
    }

    private Path make(Path lab, Path folder) {
        if (!isFolder()) {
            throw new IllegalStateException(this + " is no folder");
        }
        try {
            OwnFolder.at(lab, "--dir").place(lab.relativize(folder).toString());
            return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mode()));
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be made: %s. Look at its permissions, or give another folder with --dir."
                            .formatted(folder, e),
                    e);
        }
    }

    /** Whether nobody but the owner may know what is in it. */
    public boolean isSecret() {
        return kind.secret;
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return kind == Kind.FOLDER || isTree();
    }

    /** Whether it belongs to a program, and what is in it has no plan. */
    public boolean isTree() {
        return kind == Kind.TREE || kind == Kind.SECRET_TREE;
    }

    /** Whether it is there after the lab's end. */
    public boolean stays() {
        return fate == Fate.STAYS;
    }

    /** The mode that it is made with; {@code null} for the user's usual one, below a folder that only the user may enter. */
    public Set<PosixFilePermission> mode() {
        return kind.mode == null ? null : PosixFilePermissions.fromString(kind.mode);
    }

    /** What something is, by its path below the lab's folder; the closest description; nothing if nobody planned it. */
    public static Optional<FolderPlan> of(Path relative) {
        return Arrays.stream(values()).filter(one -> one.names(relative)).max(CLOSEST);
    }

    private boolean names(Path relative) {
        Path planned = relative;
        int depth = Path.of(pattern).getNameCount();
        if (isTree() && relative.getNameCount() > depth) {
            planned = relative.subpath(0, depth);
        }
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(planned);
    }

    /** The names at the top of a lab's folder that go when the lab ends. */
    static List<String> removed() {
        return Arrays.stream(values())
                .filter(one -> !one.stays())
                .map(one -> Path.of(one.pattern).getName(0).toString())
                .distinct()
                .toList();
    }
}
