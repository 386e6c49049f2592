package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.TutorialNames;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.taxi.topic.TripTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;

/** What the steps work on: a running lab, a file of trips, and the person at the terminal. */
public final class TutorialContext {
    private final Lab lab;
    private final Supplier<Path> tripFile;
    private final Supplier<List<Zone>> zones;
    private final double rowsPerSecond;
    private final Narrator narrator;
    private final Job job;
    private final Programs programs;
    /** Null: the lab's usual. */
    private final Master master;

    private final Function<Path, HourlyTable> oracle;
    private Path expectedOf;
    private HourlyTable expected;

    /**
     * @param tripFile gives a local TLC file, already validated, or says that none was chosen
     * @param rowsPerSecond speed of the ingestion, 0 for no limit
     * @param job whose methods the steps of § 3 perform and check, each upon the reference's work of the steps before
     */
    public TutorialContext(Lab lab, Supplier<Path> tripFile, double rowsPerSecond, Narrator narrator, Job job) {
        this(lab, tripFile, Zones::all, rowsPerSecond, narrator, job);
    }

    /**
     * The same with zones of one's own.
     *
     * @param zones gives the zones that the trips are joined with
     */
    public TutorialContext(
            Lab lab,
            Supplier<Path> tripFile,
            Supplier<List<Zone>> zones,
            double rowsPerSecond,
            Narrator narrator,
            Job job) {
        this(
                lab,
                tripFile,
                zones,
                rowsPerSecond,
                narrator,
                job,
                Programs.JAVA,
                null,
                file -> Oracle.expected(file, zones.get()));
    }

    private TutorialContext(
            Lab lab,
            Supplier<Path> tripFile,
            Supplier<List<Zone>> zones,
            double rowsPerSecond,
            Narrator narrator,
            Job job,
            Programs programs,
            Master master,
            Function<Path, HourlyTable> oracle) {
        this.lab = lab;
        this.tripFile = tripFile;
        this.zones = zones;
        this.rowsPerSecond = rowsPerSecond;
        this.narrator = narrator;
        this.job = job;
        this.programs = programs;
        this.master = master;
        this.oracle = oracle;
    }

    /** The lab that is worked on. */
    public Lab lab() {
        return lab;
    }

    /** All that a client of it needs. */
    public Endpoints endpoints() {
        return lab.endpoints();
    }

    /** What the tutorial's things are called here. */
    public TutorialNames names() {
        return endpoints().names();
    }

    /** The same with another job; the two share what the oracle said. */
    public TutorialContext judging(Job other) {
        return new TutorialContext(
                lab, tripFile, zones, rowsPerSecond, narrator, other, programs, master, this::expected);
    }

    /** The same with the programs of another language. */
    public TutorialContext with(Programs others) {
        return new TutorialContext(lab, tripFile, zones, rowsPerSecond, narrator, job, others, master, this::expected);
    }

    /**
     * The same with another place for the job of § 4.
     *
     * @throws dev.kerbside.LabException (usage) if this lab has none
     */
    public TutorialContext on(Master other) {
        other.require(lab.capabilities());
        return new TutorialContext(lab, tripFile, zones, rowsPerSecond, narrator, job, programs, other, this::expected);
    }

    /** Where the job of § 4 runs. */
    Master master() {
        return master == null ? Master.usual(endpoints()) : master;
    }

    /** The reference's two programs. */
    Programs programs() {
        return programs;
    }

    public Path tripFile() {
        return tripFile.get();
    }

    /** The zones that the trips are joined with, by id. */
    List<Zone> zones() {
        return zones.get();
    }

    double rowsPerSecond() {
        return rowsPerSecond;
    }

    public Narrator narrator() {
        return narrator;
    }

    public Job job() {
        return job;
    }

    /** HDFS as tdp_user, with the ticket of step 00; the caller closes it. */
    public FileSystem hdfs() throws IOException {
        requireTicket();
        return Hdfs.open(endpoints());
    }

    /** Kafka as tdp_user, with the ticket of step 00. */
    public Properties kafka() {
        requireTicket();
        return KafkaLogin.ticket(endpoints());
    }

    private void requireTicket() {
        if (!Files.exists(endpoints().ticketCache())) {
            throw LabException.checkFailed("There is no ticket in %s. Obtain one first: lab step show 00-authenticate"
                    .formatted(endpoints().ticketCache()));
        }
    }

    public TripTopic topic(String name) {
        return new TripTopic(kafka(), name);
    }

    /** The session of step 04, started if it is not there. */
    public SparkSession spark() throws IOException {
        SparkLogin.use(lab);
        // A drill leaves a session of its own active.
        SparkSession.clearActiveSession();
        return NycTaxiStreaming.session();
    }

    public JobSettings settings() throws IOException {
        return JobSettings.of(spark());
    }

    /** Rows of the trip file. */
    public long rows() {
        try (TripFile file = TripFile.openLocal(tripFile())) {
            return file.rows();
        }
    }

    /** The table that DuckDB computes from the trip file; computed once, unless another file is chosen. */
    public HourlyTable expected() {
        return expected(tripFile());
    }

    private HourlyTable expected(Path file) {
        if (!file.equals(expectedOf)) {
            expected = oracle.apply(file);
            expectedOf = file;
        }
        return expected;
    }
}
