package dev.kerbside.steps;

import dev.kerbside.Claims;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.taxi.Names;
import dev.kerbside.taxi.TripStore;
import dev.kerbside.taxi.Zones;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
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
    public void run(TutorialContext context) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            TripStore store = new TripStore(fs);
            context.narrator()
                    .say("hdfs dfs -put " + context.tripFile().getFileName() + " " + Names.TRIPS_FOLDER + "/");
            store.putTrips(context.tripFile());
            context.narrator().say("hdfs dfs -put taxi+_zone_lookup.csv " + Names.ZONES_FILE);
            store.putZones();
        }
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        try (FileSystem fs = context.hdfs()) {
            Path trips = TripStore.tripsPath(context.tripFile());
            List<Path> both = List.of(trips, new Path(Names.ZONES_FILE));
            for (Path path : both) {
                claims.that(fs.exists(path), path + " exists", path + " is not in HDFS" + beside(fs, path), AGAIN);
            }
            String expected = TripStore.sha256(context.tripFile());
            claims.equal("SHA-256 of the trips in HDFS and on disk", new TripStore(fs).sha256(trips), expected, AGAIN);
            for (Path path : both) {
                claims.equal(
                        "owner of " + path.getName(),
                        fs.getFileStatus(path).getOwner(),
                        Principal.TDP_USER.primary(),
                        AGAIN);
            }
            try (InputStream zones = fs.open(new Path(Names.ZONES_FILE))) {
                claims.equal("zones", zones(zones), Zones.COUNT, AGAIN);
            }
        }
        return claims.held();
    }

    /** What lies there instead, if anything does. */
    private static String beside(FileSystem fs, Path path) throws IOException {
        if (!fs.exists(path.getParent())) {
            return "";
        }
        List<String> names = Arrays.stream(fs.listStatus(path.getParent()))
                .map(file -> file.getPath().getName())
                .toList();
        return names.isEmpty() ? "; its folder is empty" : "; in its folder are " + String.join(", ", names);
    }

    private static int zones(InputStream file) {
        try {
            return Zones.read(file, Names.ZONES_FILE).size();
        } catch (LabException e) {
            // The file's reader advises those who chose it; here it was copied, and may have been cut off.
            String found = e.getMessage().replaceFirst("\\. Use TLC's.*", "");
            throw LabException.checkFailed(found + ". Was it cut off on the way? " + AGAIN, e);
        }
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            return fs.delete(new Path(Names.TRIPS_FOLDER).getParent(), true);
        }
    }
}
