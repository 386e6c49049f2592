package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * Step 04: what session() itself sets. It ends the session that is there and leaves the one that session() opens; if
 * that one is wrong, none, so that the next one asked for is a right one.
 */
public final class SessionDrill implements Drill {
    private static final String NAME = "NycTaxiStreaming";
    private static final String MASTER = "spark.master";
    private static final String ZONE = "spark.sql.session.timeZone";
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";
    private static final String CURE = "Look at session().";
    private static final LocalDateTime WINTER = LocalDateTime.of(2022, 1, 1, 0, 30);
    private static final LocalDateTime SUMMER = LocalDateTime.of(2022, 7, 1, 0, 30);

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        end(spark);
        SparkSession opened = null;
        String master = System.getProperty(MASTER);
        String own = master == null ? null : ownMaster(job);
        try {
            if (master != null) {
                System.setProperty(MASTER, inOtherWords(master));
            }
            opened = Verdict.attempt("session()", job::session);
            judge(opened, master, claims);
            Verdict.require(
                    own == null,
                    "session() sets the master to " + own + " where none is given",
                    "Leave master() out: spark-submit --master says where the job runs.");
        } catch (RuntimeException e) {
            end(opened);
            throw e;
        } finally {
            if (master != null) {
                System.setProperty(MASTER, master);
            }
        }
    }

    /** The master where nobody names one: null, because then there is to be no session. */
    private static String ownMaster(Job job) {
        String given = System.clearProperty(MASTER);
        try {
            SparkSession opened = job.session();
            String own = opened.sparkContext().master();
            end(opened);
            return own;
        } catch (Exception e) {
            // As it should; what is wrong besides shows with a master.
            return null;
        } finally {
            System.setProperty(MASTER, given);
        }
    }

    /** The same master, written as nobody writes it: so that the same one in the code is seen to be the code's. */
    private static String inOtherWords(String master) {
        return master.replaceFirst("^local\\[([^,\\]]+)\\]$", "local[$1, 1]");
    }

    private static void judge(SparkSession opened, String given, Claims claims) {
        Verdict.require(
                !opened.sparkContext().isStopped(),
                "session() returns a session that is stopped",
                "Whoever asked for it stops it.");
        String name = opened.sparkContext().appName();
        Map<String, String> set = JavaConverters.mapAsJavaMap(opened.conf().getAll());
        if (name.equals("my first Spark job") && !set.containsKey(ZONE)) {
            throw Verdict.unsolved("session()", "it sets nothing that this job needs", "TODO 04-a: the name.");
        }
        claims.equal("application", name, NAME, "Set it with appName() in session().");
        master(opened, given);
        settings(set);
        zone(set);
        claims.held("session time zone: UTC");
        int partitions = partitions(set);
        int cores = Runtime.getRuntime().availableProcessors();
        claims.that(
                        partitions <= Math.max(4, 2 * cores),
                        "shuffle partitions: " + partitions + " on " + cores + " cores")
                .orElse(
                        partitions + " shuffle partitions on " + cores
                                + " cores: each is a task and a state store a batch",
                        "Set " + PARTITIONS + " to 3 in session().");
    }

    /** A master in the code cannot be changed from outside. */
    private static void master(SparkSession opened, String given) {
        String master = opened.sparkContext().master();
        Verdict.require(
                given == null || inOtherWords(given).equals(master),
                "session() sets the master to " + master + ", and overrules the "
                        + (given.equals(master) ? "one" : given) + " that it was started with",
                "Leave master() out: spark-submit --master says where the job runs.");
    }

    /** So is a setting of the job. */
    private static void settings(Map<String, String> set) {
        set.forEach((key, value) -> Verdict.require(
                !key.startsWith(JobSettings.PREFIX) || value.equals(System.getProperty(key)),
                "session() sets %s to %s, and overrules what it is started with".formatted(key, value),
                "Leave it out: the settings come from spark-submit."));
    }

    private static void zone(Map<String, String> set) {
        String zone = set.get(ZONE);
        Verdict.require(
                zone != null,
                "session() does not set " + ZONE + misspelt(set, "timezone", ZONE)
                        + ": the hours would depend on the machine; in New York a drop-off at "
                        + clock(WINTER, ZoneOffset.UTC) + " would be shown as "
                        + clock(WINTER, ZoneId.of("America/New_York")),
                "Set it to UTC.");
        ZoneId id;
        try {
            id = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Verdict.wrong(ZONE + " is '" + zone + "', which is no time zone", "Set it to UTC.");
        }
        LocalDateTime other = Stream.of(WINTER, SUMMER)
                .filter(time -> !clock(time, id).equals(clock(time, ZoneOffset.UTC)))
                .findFirst()
                .orElse(null);
        Verdict.require(
                other == null,
                other == null
                        ? ""
                        : ZONE + " is " + zone + ": a drop-off at " + clock(other, ZoneOffset.UTC) + " is shown as "
                                + clock(other, id),
                "Set it to UTC.");
        Verdict.require(
                id.getRules().isFixedOffset(),
                ZONE + " is " + zone + ", the time of a place, which may change its clocks",
                "Set it to UTC.");
    }

    private static String clock(LocalDateTime time, ZoneId zone) {
        return time.atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(zone)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    }

    private static int partitions(Map<String, String> set) {
        Verdict.require(
                set.containsKey(PARTITIONS),
                "session() leaves Spark's 200 shuffle partitions" + misspelt(set, "shuffle", PARTITIONS)
                        + ": in every micro-batch each is a task and a state store, even if it has no rows",
                "Set " + PARTITIONS + " to 3.");
        Verdict.require(
                set.get(PARTITIONS).matches("[1-9]\\d{0,8}"),
                PARTITIONS + " is '" + set.get(PARTITIONS) + "', which is no number of parts",
                "Three are enough here.");
        return Integer.parseInt(set.get(PARTITIONS));
    }

    /** Spark takes any name without a word. */
    private static String misspelt(Map<String, String> set, String word, String right) {
        return set.keySet().stream()
                .filter(key -> key.startsWith("spark.") && key.toLowerCase().contains(word) && !key.equals(right))
                .findFirst()
                .map(key -> " (it sets " + key + ", which Spark does not know)")
                .orElse("");
    }

    private static void end(SparkSession session) {
        if (session != null) {
            session.stop();
        }
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }
}
