package dev.kerbside.substrate.external;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a ledger says.
 *
 * @param mark text of the marker in the home folder
 * @param home folder in HDFS; null before anything was said of it
 * @param homeLent whether it was there before, and empty
 * @param topics by name
 * @param lent by name
 * @param probes topics and files of the examination, and {@link #PROBE_APPLICATION}
 */
record LedgerContents(
        String mark,
        String home,
        boolean homeLent,
        Map<String, Topic> topics,
        Map<String, Lent> lent,
        Set<String> probes) {
    /** The application of the examination among the probes, where topics and files have names of their own. */
    static final String PROBE_APPLICATION = "application kerbside-probe";

    /**
     * A topic that the lab makes.
     *
     * @param mark value of {@link Ledger#MARK}
     * @param id Kafka's; null if its creator has not come back yet
     */
    record Topic(String mark, String id) {}

    /**
     * A topic that somebody else has made, and that was empty then.
     *
     * @param filled whether the lab has begun to fill it
     */
    record Lent(String id, boolean filled) {}

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

    LedgerContents withHome(String folder, boolean isLent) {
        return new LedgerContents(mark, folder, isLent, topics, lent, probes);
    }

    LedgerContents withTopic(String name, Topic topic) {
        Map<String, Topic> all = new LinkedHashMap<>(topics);
        all.put(name, topic);
        return new LedgerContents(mark, home, homeLent, all, lent, probes);
    }

    LedgerContents without(String topic) {
        Map<String, Topic> rest = new LinkedHashMap<>(topics);
        rest.remove(topic);
        return new LedgerContents(mark, home, homeLent, rest, lent, probes);
    }

    LedgerContents withLent(String name, Lent topic) {
        Map<String, Lent> all = new LinkedHashMap<>(lent);
        all.put(name, topic);
        return new LedgerContents(mark, home, homeLent, topics, all, probes);
    }

    LedgerContents withProbe(String probe) {
        Set<String> all = new LinkedHashSet<>(probes);
        all.add(probe);
        return new LedgerContents(mark, home, homeLent, topics, lent, all);
    }

    LedgerContents withoutProbe(String probe) {
        Set<String> rest = new LinkedHashSet<>(probes);
        rest.remove(probe);
        return new LedgerContents(mark, home, homeLent, topics, lent, rest);
    }
}
