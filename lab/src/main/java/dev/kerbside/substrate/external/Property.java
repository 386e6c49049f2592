package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.TutorialNames;
import dev.kerbside.security.BrokerLists;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is the lab's on a cluster: takes it at the beginning, and removes it at the end, as the ledger has it. */
final class Property {
    private static final String MARKER = ".kerbside";

    /** What the lab makes in a home that was lent. */
    private static final List<String> ROOMS = List.of("data", "lessons", "chaos", "checkpoints");

    private final Endpoints lab;
    private final Ledger ledger;
    private final List<String> removed = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    Property(Endpoints lab, Ledger ledger) {
        this.lab = lab;
        this.ledger = ledger;
    }

    /**
     * Makes the home folder, or writes down that it was lent; and which topics were. The examination has said that this
     * can be.
     */
    void take(boolean mayUse) throws IOException {
        TutorialNames names = lab.names();
        try (FileSystem fs = Hdfs.open(HdfsChecks.impatient(lab), Kerberos.ticketHolder(lab))) {
            Path home = new Path(names.home());
            boolean lent = mayUse && fs.exists(home);
            ledger.change(written -> written.withHome(names.home(), lent));
            if (!lent) {
                make(home, (DistributedFileSystem) fs);
            }
        }
        if (mayUse) {
            try (Admin admin = Admin.create(KafkaChecks.impatient(lab))) {
                Set<String> lent = KafkaChecks.existing(admin, List.of(names.topic(), names.deadLetterTopic()));
                ledger.change(written -> written.withLent(lent));
            } catch (Exception e) {
                throw unreachable("Kafka", e);
            }
        }
    }

    /** Whole or not at all, with its marker: it appears under its name only if nobody else was faster. */
    private void make(Path home, DistributedFileSystem fs) throws IOException {
        Path part = part(home);
        FileSystem.mkdirs(fs, part, new FsPermission("700"));
        try (OutputStream out = fs.create(new Path(part, MARKER))) {
            out.write(mark().getBytes(StandardCharsets.UTF_8));
        }
        fs.rename(part, home, Options.Rename.NONE);
    }

    private Path part(Path home) {
        return home.suffix("." + mark());
    }

    private String mark() {
        return ledger.read().orElseThrow().mark();
    }

    /**
     * Removes all that the ledger has, and then the ledger.
     *
     * @return what was removed and what was left, in words; nothing if there was nothing
     * @throws LabException if the cluster does not do it; what is done is written down, so that this can be repeated
     */
    Optional<String> remove() {
        Optional<Ledger.Written> written = ledger.read();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (!written.get().isEmpty()) {
            authenticate();
            fromKafka();
            fromHdfs();
        }
        ledger.end();
        List<String> said = new ArrayList<>();
        if (!removed.isEmpty()) {
            said.add("Removed from the cluster what the lab made there: %s.".formatted(String.join(", ", removed)));
        }
        if (!left.isEmpty()) {
            said.add("Left there, because it may be somebody else's: %s.".formatted(String.join(", ", left)));
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", said));
    }

    /** Anew: the ticket may have ended long ago, or step 00 may have been taken back. */
    private void authenticate() {
        try {
            Kerberos.use(lab);
            Kerberos.authenticate(lab);
        } catch (Exception e) {
            throw unreachable("The KDC", e);
        }
    }

    private void fromKafka() {
        Ledger.Written written = ledger.read().orElseThrow();
        try (Admin admin = Admin.create(KafkaChecks.impatient(lab))) {
            for (String probe : written.probes()) {
                if (!probe.startsWith("/")) {
                    KafkaChecks.deleteProbe(admin, KafkaChecks.impatient(lab), probe);
                    ledger.change(now -> now.withoutProbe(probe));
                }
            }
            List<String> deleted = new ArrayList<>();
            for (Map.Entry<String, Ledger.Topic> topic : written.topics().entrySet()) {
                if (delete(topic.getKey(), topic.getValue(), admin)) {
                    deleted.add(topic.getKey());
                    removed.add("topic " + topic.getKey());
                }
                ledger.deleted(topic.getKey());
            }
            BrokerLists.awaitGone(admin, KafkaLogin.ticket(lab), deleted, Duration.ofSeconds(60));
            for (String lent : written.lent()) {
                empty(lent, admin);
            }
        } catch (Exception e) {
            throw unreachable("Kafka", e);
        }
    }

    private boolean delete(String name, Ledger.Topic topic, Admin admin) throws Exception {
        Optional<Uuid> id =
                topic.id() == null ? marked(name, topic.mark(), admin) : Optional.of(Uuid.fromString(topic.id()));
        if (id.isEmpty()) {
            return false;
        }
        try {
            KafkaChecks.get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(id.get())))
                    .all());
            return true;
        } catch (UnknownTopicIdException | UnknownTopicOrPartitionException e) {
            // It is gone.
            return false;
        }
    }

    /** Of a topic whose creator did not come back: its id, if it has the lab's mark. */
    private Optional<Uuid> marked(String name, String mark, Admin admin) throws Exception {
        try {
            var description = KafkaChecks.get(
                            admin.describeTopics(List.of(name)).allTopicNames())
                    .get(name);
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
            var configs = KafkaChecks.get(
                            admin.describeConfigs(List.of(resource)).all())
                    .get(resource);
            if (configs.get(Ledger.MARK) != null
                    && mark.equals(configs.get(Ledger.MARK).value())) {
                return Optional.of(description.topicId());
            }
            left.add("topic " + name);
            return Optional.empty();
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    /** Unless its owner has deleted it by now. */
    private static void empty(String topic, Admin admin) throws Exception {
        try {
            KafkaChecks.deleteRecords(admin, topic);
        } catch (UnknownTopicOrPartitionException e) {
            // It is gone.
        }
    }

    private void fromHdfs() {
        Ledger.Written written = ledger.read().orElseThrow();
        try (FileSystem fs = Hdfs.open(HdfsChecks.impatient(lab), Kerberos.ticketHolder(lab))) {
            for (String probe : written.probes()) {
                fs.delete(new Path(probe), false);
            }
            if (written.home() == null) {
                return;
            }
            Path home = new Path(written.home());
            fs.delete(part(home), true);
            if (written.homeLent()) {
                for (String room : ROOMS) {
                    delete(new Path(home, room), fs);
                }
            } else if (fs.exists(home)) {
                if (isMarked(home, fs)) {
                    delete(home, fs);
                } else {
                    left.add("folder " + home);
                }
            }
        } catch (IOException e) {
            throw unreachable("HDFS", e);
        }
    }

    private void delete(Path folder, FileSystem fs) throws IOException {
        if (fs.delete(folder, true)) {
            removed.add("folder " + folder);
        }
    }

    private boolean isMarked(Path home, FileSystem fs) throws IOException {
        Path marker = new Path(home, MARKER);
        if (!fs.exists(marker)) {
            return false;
        }
        try (InputStream in = fs.open(marker)) {
            return new String(in.readNBytes(100), StandardCharsets.UTF_8).equals(mark());
        }
    }

    private LabException unreachable(String what, Exception e) {
        return LabException.cannotStart(
                "What the lab in %s made on its cluster is still there, because %s refused: %s. Mend that, and repeat: lab down --dir %s. Or remove by hand what cluster.json there names, and then the folder."
                        .formatted(lab.folder(), what, Messages.first(Messages.innermost(e)), lab.folder()),
                e);
    }
}
