package dev.kerbside.taxi.file;

import dev.kerbside.TutorialNames;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.Zones;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The data set in HDFS: trips and zones, below the user's home. */
public final class TripStore {
    /** HDFS takes 255 bytes, and -put adds ._COPYING_ while it copies. */
    private static final int LONGEST = 200;

    private final FileSystem fs;
    private final TutorialNames names;

    public TripStore(FileSystem fs, TutorialNames names) {
        this.fs = fs;
        this.names = names;
    }

    /** Where a local file of trips lies in HDFS. */
    public static Path tripsPath(java.nio.file.Path local, TutorialNames names) {
        return new Path(names.tripsFolder(), name(local));
    }

    /**
     * The name of a local file in HDFS: its own, if HDFS, a shell and Spark all take it as it is. HDFS has no colons,
     * brackets and stars are patterns, what begins with _ or . is hidden from Spark, and the tutorial reads *.parquet.
     */
    public static String name(java.nio.file.Path local) {
        String own = local.getFileName().toString();
        String plain = own.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        String stem = plain.replaceFirst("(?i)[.]parquet$", "");
        stem = stem.substring(0, Math.min(stem.length(), LONGEST));
        return (stem.isEmpty() ? "trips" : stem) + ".parquet";
    }

    /** Copies a local file into the trips' folder; it appears whole or not at all, and nothing else stays there. */
    public void putTrips(java.nio.file.Path local) throws IOException {
        Path target = tripsPath(local, names);
        try (InputStream in = TripInput.bytes(local)) {
            put(in, target);
        }
        for (FileStatus other : fs.listStatus(target.getParent())) {
            if (!other.getPath().getName().equals(target.getName())) {
                fs.delete(other.getPath(), true);
            }
        }
    }

    /** The names of all that lies in the trips' folder, in order. */
    public List<String> trips() throws IOException {
        Path folder = new Path(names.tripsFolder());
        return fs.exists(folder)
                ? Arrays.stream(fs.listStatus(folder))
                        .map(file -> file.getPath().getName())
                        .sorted()
                        .toList()
                : List.of();
    }

    /** Writes the zone lookup file. */
    public void putZones(List<Zone> zones) throws IOException {
        put(new ByteArrayInputStream(Zones.csv(zones)), new Path(names.zonesFile()));
    }

    private void put(InputStream in, Path target) throws IOException {
        Path part = target.suffix("._COPYING_");
        fs.mkdirs(target.getParent());
        try (OutputStream out = fs.create(part, true)) {
            in.transferTo(out);
        }
        fs.delete(target, false);
        if (!fs.rename(part, target)) {
            throw new IOException(part + " could not be renamed to " + target);
        }
    }

    /** SHA-256 of a file in HDFS, in hex. */
    public String sha256(Path path) throws IOException {
        return digest(fs.open(path));
    }

    /** SHA-256 of a local file, in hex. */
    public static String sha256(java.nio.file.Path path) throws IOException {
        return digest(TripInput.bytes(path));
    }

    private static String digest(InputStream source) throws IOException {
        try (DigestInputStream in = new DigestInputStream(source, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
