package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.TripStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The dataset: {@code hdfs dfs -put} of the trips and the zone lookup. */
final class LoadDataset implements Step {
    private static final String AGAIN = "Load both files anew: lab step show 01-load-dataset";

    @Override
    public String id() {
        return "01-load-dataset";
    }

    @Override
    public String title() {
        return "Load the trips and the zones into HDFS";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(new ScriptExercise());
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            TripStore store = new TripStore(fs, context.names());
            String name = TripStore.name(context.tripFile());
            context.narrator()
                    .say("hdfs dfs -put " + context.tripFile().getFileName() + " "
                            + context.names().tripsFolder() + "/");
            if (!name.equals(context.tripFile().getFileName().toString())) {
                context.narrator()
                        .say("in HDFS it is called " + name + ", without what HDFS or a shell reads otherwise");
            }
            store.putTrips(context.tripFile());
            context.narrator()
                    .say("hdfs dfs -put taxi+_zone_lookup.csv "
                            + context.names().zonesFile());
            store.putZones(context.zones());
        }
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        try (FileSystem fs = context.hdfs()) {
            TripStore store = new TripStore(fs, context.names());
            Path trips = TripStore.tripsPath(context.tripFile(), context.names());
            List<Path> both = List.of(trips, new Path(context.names().zonesFile()));
            List<String> there = store.trips();
            claims.that(fs.exists(trips), trips + " exists")
                    .orElse(
                            "%s is not in HDFS; what lies there: %s"
                                    .formatted(trips, there.isEmpty() ? "nothing" : there),
                            AGAIN);
            claims.that(fs.exists(both.get(1)), both.get(1) + " exists").orElse(both.get(1) + " is not in HDFS", AGAIN);
            claims.that(
                            there.equals(List.of(trips.getName())),
                            "nothing else lies in " + context.names().tripsFolder())
                    .orElse(
                            "More than one file lies in %s: %s; step 03 would send them all"
                                    .formatted(context.names().tripsFolder(), there),
                            "Remove what is not " + trips.getName() + ", with hdfs dfs -rm, or: lab step do 01");
            String user = Kerberos.ticketHolder(context.endpoints()).getShortUserName();
            String expected = TripStore.sha256(context.tripFile());
            claims.equal("SHA-256 of the trips in HDFS and on disk", store.sha256(trips), expected, AGAIN);
            for (Path path : both) {
                claims.equal(
                        "owner of " + path.getName(), fs.getFileStatus(path).getOwner(), user, AGAIN);
            }
            checkZones(claims, fs, context);
        }
        return claims.held();
    }

    /** Spark takes the columns by their places, so that the layout must be TLC's; the zones those of the oracle. */
    private static void checkZones(Claims claims, FileSystem fs, TutorialContext context) throws IOException {
        String file = context.names().zonesFile();
        List<Zone> expected = context.zones();
        try (InputStream in = fs.open(new Path(file))) {
            List<Zone> zones = zones(in, file);
            claims.equal("zones", zones.size(), Zones.COUNT, AGAIN);
            claims.that(zones.equals(expected), "each zone is that of the lab's zone table")
                    .orElse(
                            "The zones are not those of the lab's zone table: " + Zones.difference(zones, expected),
                            "Write them anew: lab data zones | hdfs dfs -put -f - " + file
                                    + "; or choose your own table: lab data zones --zones FILE");
        }
    }

    private static List<Zone> zones(InputStream in, String file) throws IOException {
        try {
            return Zones.readPlain(in, file);
        } catch (LabException e) {
            // The file's reader advises those who chose it; here it was copied, and may have been cut off.
            String found = e.getMessage().replaceFirst("\\. Use TLC's.*", "");
            throw LabException.checkFailed(found + ". Was it cut off on the way? " + AGAIN, e);
        }
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            return fs.delete(new Path(context.names().tripsFolder()).getParent(), true);
        }
    }
}
