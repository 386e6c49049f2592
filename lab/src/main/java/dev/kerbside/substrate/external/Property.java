package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.kafka.TopicAdmin;
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
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.kafka.clients.admin.Admin;

/** What is the lab's on a cluster: takes it at the beginning, and removes it at the end, as the ledger has it. */
final class Property {
    private static final String MARKER = ".kerbside";

    /** What the lab makes in a home that was lent. */
    private static final List<String> ROOMS = List.of("data", "lessons", "chaos", "checkpoints", "spark");

    private final Endpoints lab;
    private final Ledger ledger;
    private final List<String> removed = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    Property(Endpoints lab, Ledger ledger) {
        this.lab = lab;
        this.ledger = ledger;
    }

    /**
     * Makes the home folder, or takes the one that was lent.
     *
     * @param mayUse whether one that is there was made for the lab
     * @throws LabException if somebody else was faster since the examination
     */
    void take(boolean mayUse) throws IOException {
        Path home = new Path(lab.names().home());
        try (FileSystem fs = Hdfs.open(HdfsChecks.impatient(lab), Kerberos.ticketHolder(lab))) {
            boolean lent = mayUse && fs.exists(home);
            ledger.change(written -> written.withHome(home.toString(), lent));
            if (lent) {
                borrow(home, fs);
            } else {
                make(home, (DistributedFileSystem) fs);
            }
            if (lab.yarn() != null) {
                SparkLibraries.put(fs, lab);
            }
        }
    }

    /** The marker keeps another lab out, and the rooms are there before anybody else can make them. */
    private void borrow(Path home, FileSystem fs) throws IOException {
        try (OutputStream out = fs.create(new Path(home, MARKER), false)) {
            out.write(mark().getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw LabException.cannotStart(
                    "%s was lent, and another lab has it already: it has a %s. Say another hdfs.home."
                            .formatted(home, MARKER),
                    e);
        }
        if (fs.listStatus(home).length > 1) {
            throw LabException.cannotStart(
                    "%s was lent, and is not empty any more. Say another hdfs.home.".formatted(home));
        }
        for (String room : ROOMS) {
            fs.mkdirs(new Path(home, room));
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
        Optional<LedgerContents> written = ledger.read();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (!written.get().isEmpty()) {
            authenticate();
        }
        // A cluster that does not answer is asked for nothing that was not made. YARN first, because a job makes files.
        if (lab.yarn() != null && written.get().hasApplications()) {
            fromYarn();
        }
        if (written.get().hasTopics()) {
            fromKafka();
        }
        if (written.get().hasFiles()) {
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
            throw unreachable(
                    lab.lentTicket() == null
                            ? "the KDC (a keytab that is newer goes to %s)".formatted(lab.keytab())
                            : "the KDC",
                    e);
        }
    }

    private void fromYarn() {
        try {
            for (ApplicationId ended : new YarnChecks(lab, ledger).endAll()) {
                removed.add("application " + ended);
            }
        } catch (IOException | RuntimeException e) {
            throw unreachable("YARN", e);
        }
    }

    private void fromKafka() {
        LedgerContents written = ledger.read().orElseThrow();
        try (Admin admin = Admin.create(KafkaChecks.impatient(lab))) {
            for (String probe : written.probeTopics()) {
                KafkaChecks.deleteProbe(admin, KafkaChecks.impatient(lab), probe);
                ledger.change(now -> now.withoutProbe(probe));
            }
            TopicAdmin kafka = new TopicAdmin(admin, KafkaLogin.ticket(lab));
            List<String> deleted = new ArrayList<>();
            for (Map.Entry<String, LedgerContents.Topic> topic :
                    written.topics().entrySet()) {
                LedgerContents.Topic made = topic.getValue();
                Optional<String> id =
                        made.id() == null ? marked(topic.getKey(), made.mark(), kafka) : Optional.of(made.id());
                if (id.isPresent() && kafka.delete(id.get())) {
                    deleted.add(topic.getKey());
                    removed.add("topic " + topic.getKey());
                }
                ledger.deleted(topic.getKey());
            }
            kafka.awaitGone(deleted, Duration.ofSeconds(60));
            for (Map.Entry<String, LedgerContents.Lent> lent : written.lent().entrySet()) {
                if (lent.getValue().filled()) {
                    empty(lent.getKey(), lent.getValue().id(), kafka);
                    ledger.lend(lent.getKey(), lent.getValue().id(), false);
                }
            }
        } catch (Exception e) {
            throw unreachable("Kafka", e);
        }
    }

    /** Of a topic whose creator did not come back: its id, if it has the lab's mark. */
    private Optional<String> marked(String name, String mark, TopicAdmin kafka) throws Exception {
        Optional<String> id = kafka.id(name);
        if (id.isPresent() && !kafka.hasConfigs(name, Map.of(Ledger.MARK, mark))) {
            left.add("topic " + name);
            return Optional.empty();
        }
        return id;
    }

    /** Unless its owner has deleted it by now, or made another. */
    private void empty(String topic, String id, TopicAdmin kafka) throws Exception {
        Optional<String> found = kafka.id(topic);
        if (found.filter(id::equals).isPresent()) {
            kafka.deleteRecords(topic);
            removed.add("the records in topic %s (the topic itself is yours, and stays)".formatted(topic));
        } else if (found.isPresent()) {
            left.add("topic " + topic);
        }
    }

    private void fromHdfs() {
        LedgerContents written = ledger.read().orElseThrow();
        try (FileSystem fs = Hdfs.open(HdfsChecks.impatient(lab), Kerberos.ticketHolder(lab))) {
            for (String probe : written.probeFiles()) {
                fs.delete(new Path(probe), false);
            }
            if (written.home() == null) {
                return;
            }
            Path home = new Path(written.home());
            fs.delete(part(home), true);
            if (!fs.exists(home)) {
                return;
            }
            if (!isMarked(home, fs)) {
                left.add("folder " + home);
            } else if (written.homeLent()) {
                for (String room : ROOMS) {
                    Hdfs.deleteOwn(new Path(home, room), fs);
                }
                fs.delete(new Path(home, MARKER), false);
                removed.add("what it had in folder " + home);
            } else if (Hdfs.deleteOwn(home, fs)) {
                removed.add("folder " + home);
            }
        } catch (IOException e) {
            throw unreachable("HDFS", e);
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
