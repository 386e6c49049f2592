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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** The application of the examination among the probes, where topics and files have names of their own. */
    static final String PROBE_APPLICATION = "application kerbside-probe";

    private static final long DAY = 86_400_000;

    private final Path lab;

    private Ledger(Path lab) {
        this.lab = lab;
    }

    /**
     * A topic that the lab makes.
     *
     * @param mark value of {@link #MARK}
     * @param id Kafka's; null if its creator has not come back yet
     */
    record Topic(String mark, String id) {}

    /**
     * A topic that somebody else has made, and that was empty then.
     *
     * @param filled whether the lab has begun to fill it
     */
    record Lent(String id, boolean filled) {}

    /**
     * What the file says.
     *
     * @param mark text of the marker in the home folder
     * @param home folder in HDFS; null before anything was said of it
     * @param homeLent whether it was there before, and empty
     * @param topics by name
     * @param lent by name
     * @param probes topics and files of the examination, and {@link #PROBE_APPLICATION}
     */
    record Written(
            String mark,
            String home,
            boolean homeLent,
            Map<String, Topic> topics,
            Map<String, Lent> lent,
            Set<String> probes) {
        /** The tag that all applications of the lab have on the cluster's YARN. */
        String tag() {
            return "kerbside-" + mark;
        }

        /** Whether anything of it can be on YARN. */
        boolean hasApplications() {
            return home != null || probes.contains(PROBE_APPLICATION);
        }

        /** Whether anything of it can be in Kafka. */
        boolean hasTopics() {
            return !topics.isEmpty()
                    || !probeTopics().isEmpty()
                    || lent.values().stream().anyMatch(Lent::filled);
        }

        /** Whether anything of it can be in HDFS. */
        boolean hasFiles() {
            return home != null || !probeFiles().isEmpty();
        }

        /** Whether nothing was made. */
        boolean isEmpty() {
            return !hasApplications() && !hasTopics() && !hasFiles();
        }

        List<String> probeTopics() {
            return probes.stream()
                    .filter(probe -> !probe.startsWith("/") && !probe.equals(PROBE_APPLICATION))
                    .toList();
        }

        List<String> probeFiles() {
            return probes.stream().filter(probe -> probe.startsWith("/")).toList();
        }

        /** All that was made or filled. */
        List<String> named() {
            List<String> named = new ArrayList<>();
            if (home != null) {
                named.add("folder " + home);
            }
            topics.keySet().forEach(topic -> named.add("topic " + topic));
            lent.forEach((topic, state) -> {
                if (state.filled()) {
                    named.add("records in topic " + topic);
                }
            });
            probes.forEach(probe -> named.add("probe " + probe));
            return named;
        }

        Written withHome(String folder, boolean isLent) {
            return new Written(mark, folder, isLent, topics, lent, probes);
        }

        Written withTopic(String name, Topic topic) {
            Map<String, Topic> all = new LinkedHashMap<>(topics);
            all.put(name, topic);
            return new Written(mark, home, homeLent, all, lent, probes);
        }

        Written without(String topic) {
            Map<String, Topic> rest = new LinkedHashMap<>(topics);
            rest.remove(topic);
            return new Written(mark, home, homeLent, rest, lent, probes);
        }

        Written withLent(String name, Lent topic) {
            Map<String, Lent> all = new LinkedHashMap<>(lent);
            all.put(name, topic);
            return new Written(mark, home, homeLent, topics, all, probes);
        }

        Written withProbe(String probe) {
            Set<String> all = new LinkedHashSet<>(probes);
            all.add(probe);
            return new Written(mark, home, homeLent, topics, lent, all);
        }

        Written withoutProbe(String probe) {
            Set<String> rest = new LinkedHashSet<>(probes);
            rest.remove(probe);
            return new Written(mark, home, homeLent, topics, lent, rest);
        }
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
        ledger.write(new Written(HexFormat.of().formatHex(random), null, false, Map.of(), Map.of(), Set.of()));
        return ledger;
    }

    /** What it says; nothing if there is none. */
    Optional<Written> read() {
        try {
            String text = LabFolder.own(lab).read(FolderPlan.LEDGER.path());
            return Optional.of(Json.parse(text, Written.class));
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
    synchronized void change(UnaryOperator<Written> change) {
        write(change.apply(read().orElseThrow()));
    }

    private void write(Written written) {
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
        change(written -> written.withTopic(name, new Topic(mark, null)));
        return Map.of(MARK, mark);
    }

    @Override
    public void created(String name, String id) {
        change(written ->
                written.withTopic(name, new Topic(written.topics().get(name).mark(), id)));
    }

    @Override
    public void deleted(String name) {
        change(written -> written.without(name));
    }

    private Optional<Topic> topic(String name) {
        return read().map(written -> written.topics().get(name));
    }

    @Override
    public Optional<String> id(String name) {
        return topic(name).map(Topic::id);
    }

    @Override
    public Map<String, String> unfinished(String name) {
        return topic(name)
                .filter(topic -> topic.id() == null)
                .map(topic -> Map.of(MARK, topic.mark()))
                .orElse(Map.of());
    }

    private Optional<Lent> lent(String name, String id) {
        return read().map(written -> written.lent().get(name))
                .filter(lent -> lent.id().equals(id));
    }

    @Override
    public boolean isLent(String name, String id) {
        return lent(name, id).isPresent();
    }

    @Override
    public boolean isFilled(String name, String id) {
        return lent(name, id).filter(Lent::filled).isPresent();
    }

    @Override
    public void fill(String name, String id) {
        lend(name, id, true);
    }

    /** Writes down that a topic is somebody else's, and was found empty. */
    void lend(String name, String id, boolean filled) {
        change(written -> written.withLent(name, new Lent(id, filled)));
    }
}
