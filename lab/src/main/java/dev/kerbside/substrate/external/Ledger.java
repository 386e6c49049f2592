package dev.kerbside.substrate.external;

import dev.kerbside.LabException;
import dev.kerbside.OwnTopics;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.Json;
import dev.kerbside.folder.LabFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the lab has made on a cluster, in a file of its folder that outlives every process: written down before it is made,
 * so that whoever comes after a {@code kill -9} removes that, and nothing else.
 */
final class Ledger implements OwnTopics {
    /** A configuration of topics that says nothing where records are deleted by their age, as they are by default. */
    static final String MARK = "delete.retention.ms";

    /** A value of it for what is deleted at once. */
    static final String ANY_MARK = "86400001";

    private static final long DAY = 86_400_000;

    private final Path lab;

    private Ledger(Path lab) {
        this.lab = lab;
    }

    /** That of a lab's folder, which may have none. */
    static Ledger of(Path lab) {
        return new Ledger(lab);
    }

    /** Begins a new one, where there is none. */
    static Ledger begin(Path lab) {
        Ledger ledger = new Ledger(lab);
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        ledger.write(new LedgerContents(HexFormat.of().formatHex(random), null, false, Map.of(), Map.of(), Set.of()));
        return ledger;
    }

    /** What it says; nothing if there is none. */
    Optional<LedgerContents> read() {
        try {
            String text = LabFolder.own(lab).read(FolderPlan.LEDGER.path());
            return Optional.of(Json.parse(text, LedgerContents.class));
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s, which says what the lab has made on the cluster, cannot be read: %s. Look at it, remove by hand what it names, and then the file."
                            .formatted(FolderPlan.LEDGER.in(lab), e.getMessage()),
                    e);
        }
    }

    /** Says something else from now on. */
    synchronized void change(UnaryOperator<LedgerContents> change) {
        write(change.apply(read().orElseThrow()));
    }

    private void write(LedgerContents written) {
        LabFolder.own(lab).write(FolderPlan.LEDGER.path(), Json.text(written));
    }

    /** Nothing of the lab's is on the cluster any more. */
    void end() {
        try {
            Files.deleteIfExists(FolderPlan.LEDGER.in(lab));
        } catch (IOException e) {
            throw LabException.cannotStart("%s cannot be removed: %s.".formatted(FolderPlan.LEDGER.in(lab), e), e);
        }
    }

    @Override
    public boolean areAll() {
        return false;
    }

    /** The same mark again for one whose creation was not finished: it may be there. */
    @Override
    public Map<String, String> beforeCreating(String name) {
        Map<String, String> before = unfinished(name);
        if (!before.isEmpty()) {
            return before;
        }
        String mark = String.valueOf(DAY + new SecureRandom().nextInt(Integer.MAX_VALUE));
        change(written -> written.withTopic(name, new LedgerContents.Topic(mark, null)));
        return Map.of(MARK, mark);
    }

    @Override
    public void created(String name, String id) {
        change(written -> written.withTopic(
                name, new LedgerContents.Topic(written.topics().get(name).mark(), id)));
    }

    @Override
    public void deleted(String name) {
        change(written -> written.without(name));
    }

    private Optional<LedgerContents.Topic> topic(String name) {
        return read().map(written -> written.topics().get(name));
    }

    @Override
    public Optional<String> id(String name) {
        return topic(name).map(LedgerContents.Topic::id);
    }

    @Override
    public Map<String, String> unfinished(String name) {
        return topic(name)
                .filter(topic -> topic.id() == null)
                .map(topic -> Map.of(MARK, topic.mark()))
                .orElse(Map.of());
    }

    private Optional<LedgerContents.Lent> lent(String name, String id) {
        return read().map(written -> written.lent().get(name))
                .filter(lent -> lent.id().equals(id));
    }

    @Override
    public boolean isLent(String name, String id) {
        return lent(name, id).isPresent();
    }

    @Override
    public boolean isFilled(String name, String id) {
        return lent(name, id).filter(LedgerContents.Lent::filled).isPresent();
    }

    @Override
    public void fill(String name, String id) {
        lend(name, id, true);
    }

    /** Writes down that a topic is somebody else's, and was found empty. */
    void lend(String name, String id, boolean filled) {
        change(written -> written.withLent(name, new LedgerContents.Lent(id, filled)));
    }
}
