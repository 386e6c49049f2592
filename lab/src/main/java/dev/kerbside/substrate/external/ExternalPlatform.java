package dev.kerbside.substrate.external;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.OwnTopics;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Vitals;
import dev.kerbside.folder.EndpointsFile;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.Json;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.process.HostNames;
import dev.kerbside.substrate.LocalShell;
import dev.kerbside.substrate.Platform;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster that is there. A lab on it starts nothing, and makes topics, groups and one folder in HDFS. */
public final class ExternalPlatform implements Platform {
    /** The text of a cluster's file, with an example's values. */
    public static String template() {
        return ClusterFile.template();
    }

    @Override
    public void requireReady(LabConfig config) {
        ClusterFile.read(config.cluster());
    }

    @Override
    public Optional<List<String>> hostNames() {
        return Optional.empty();
    }

    @Override
    public List<String> announcement(LabConfig config) {
        ClusterFile cluster = ClusterFile.read(config.cluster());
        var names = cluster.names();
        boolean onYarn = cluster.onYarn();
        List<String> lines = new ArrayList<>(List.of(
                "As %s, on the cluster of %s, the lab will make%s"
                        .formatted(
                                cluster.principal(),
                                cluster.file(),
                                cluster.mayUse() ? ", or fill and empty where it is there (existing=use)" : ""),
                "  in HDFS, the folder %s with all that is in it%s"
                        .formatted(names.home(), onYarn ? ", of it some 300 MB of Spark's jars" : ""),
                "  in Kafka, the topics %s, %s and, for lessons, %s…"
                        .formatted(names.topic(), names.deadLetterTopic(), names.prefix())));
        if (onYarn) {
            lines.add(
                    "  on YARN, the application of step 10 and those of lesson 30, whose delegation tokens end by themselves");
        }
        lines.add("  in lesson 27, a delegation token of Kafka's for yourself, which ends with the lesson");
        lines.add("  and before that a topic %sprobe-… and a file beside the folder%s, which go at once."
                .formatted(names.prefix(), onYarn ? ", an application and a token" : ""));
        lines.add("It removes what it made, and nothing else.");
        return lines;
    }

    @Override
    public Up start(LabFolder folder, LabConfig config, Progress progress) {
        Opened opened = open(folder, config, progress);
        folder.write(LabState.ofThisProcess(config.substrate(), true, List.of()));
        return new Up(opened.kit(), opened.end()::now);
    }

    /** Leaves the folder connected, without an owner. */
    public Endpoints connect(LabFolder folder, LabConfig config, Progress progress) {
        Opened opened = open(folder, config, progress);
        opened.end().forget();
        folder.connected();
        return opened.kit();
    }

    /** @param end removes what was made, and then the keys */
    private record Opened(Endpoints kit, AtEnd end) {}

    private static Opened open(LabFolder folder, LabConfig config, Progress progress) {
        ClusterFile cluster = ClusterFile.read(config.cluster());
        AtEnd end = new AtEnd(() -> close(folder));
        try {
            // Whoever comes after a kill -9 finds by these two what is to be removed, and where.
            Ledger ledger = Ledger.begin(folder.path());
            Endpoints kit = kit(folder, cluster, ledger);
            new Examination(kit, ledger, cluster).require(finding -> say(finding, progress));
            new Property(kit, ledger).take(cluster.mayUse());
            // To obtain one is step 00.
            Files.deleteIfExists(kit.ticketCache());
            return new Opened(kit, end);
        } catch (IOException | GeneralSecurityException e) {
            throw ended(end, unreadable(cluster, e));
        } catch (RuntimeException e) {
            throw ended(end, e);
        }
    }

    private static Endpoints kit(LabFolder folder, ClusterFile cluster, Ledger ledger)
            throws IOException, GeneralSecurityException {
        Endpoints kit =
                ForeignKit.write(folder, cluster, ledger.read().orElseThrow().tag());
        EndpointsFile.write(folder, kit);
        return kit;
    }

    private static LabException unreadable(ClusterFile cluster, Exception e) {
        return LabException.cannotStart(
                "%s: %s."
                        .formatted(
                                cluster.file(),
                                Messages.first(Messages.innermost(e)).replaceFirst("[.]$", "")),
                e);
    }

    /** What is left on the cluster is worse than that no lab is there. */
    private static RuntimeException ended(AtEnd end, RuntimeException reason) {
        try {
            end.now();
            return reason;
        } catch (LabException e) {
            e.addSuppressed(reason);
            return e;
        }
    }

    private static void say(Finding finding, Progress progress) {
        if (finding.holds()) {
            progress.say("%s: %s".formatted(finding.what(), finding.found()));
        }
    }

    /**
     * What the lab made, and then its keys.
     *
     * @throws LabException if something is left; then the keys stay, and whoever starts a lab here next tries again
     */
    private static void close(LabFolder folder) {
        Optional<String> removed;
        try {
            removed = removeOwn(folder.path());
        } catch (LabException e) {
            folder.unlock();
            throw e;
        }
        folder.close();
        removed.ifPresent(System.out::println);
    }

    /**
     * Tries all that a lab needs of a cluster, and leaves nothing there.
     *
     * @param config with an empty folder of its own, for keys; it is emptied again
     * @param listener is told of each as it is found
     */
    public static List<Finding> examine(LabConfig config, Consumer<Finding> listener) {
        ClusterFile cluster = ClusterFile.read(config.cluster());
        LabFolder folder = LabFolder.claim(config.folder(), config.substrate());
        AtEnd end = new AtEnd(() -> close(folder));
        try {
            Ledger ledger = Ledger.begin(folder.path());
            return new Examination(kit(folder, cluster, ledger), ledger, cluster).all(listener);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(cluster, e);
        } finally {
            end.now();
        }
    }

    /**
     * What the lab of this folder has on its cluster now, each in a few words.
     *
     * @return nothing if there is no such lab, or it has nothing there
     */
    public static List<String> property(Path labFolder) {
        return Ledger.of(labFolder).read().map(LedgerContents::named).orElse(List.of());
    }

    /** None: whatever concerns nodes, journals and passwords is the cluster's own. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public Shell shell(Endpoints lab) {
        return new LocalShell(lab);
    }

    @Override
    public void useHosts(Path hosts) {
        HostNames.useForeign(hosts);
    }

    @Override
    public OwnTopics ownTopics(Endpoints lab) {
        return Ledger.of(lab.folder());
    }

    @Override
    public Map<String, Vitals> vitals(List<NodeStatus> nodes) {
        return Map.of();
    }

    @Override
    public void requireReachable() {
        // Whoever uses it hears, within seconds.
    }

    @Override
    public Optional<String> removeLeftovers(Path labFolder) {
        return removeOwn(labFolder);
    }

    /** What the ledger has, as the user of the kit that is still there. */
    private static Optional<String> removeOwn(Path labFolder) {
        Ledger ledger = Ledger.of(labFolder);
        Path file = FolderPlan.ENDPOINTS.in(labFolder);
        Optional<LedgerContents> written = ledger.read();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (written.get().isEmpty()) {
            ledger.end();
            return Optional.empty();
        }
        try {
            Endpoints kit = Json.read(file, Endpoints.class);
            if (kit.hosts() != null) {
                HostNames.useForeign(kit.hosts());
            }
            return new Property(kit, ledger).remove();
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be read (%s), and only it says where the cluster is. %s names what the lab has made there: remove that by hand, and then both files."
                            .formatted(file, e.getMessage(), FolderPlan.LEDGER.in(labFolder)),
                    e);
        }
    }
}
