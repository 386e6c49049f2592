package dev.kerbside.taxi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The data set in HDFS: trips and zones, below tdp_user's home. */
public final class TripStore {
    private final FileSystem fs;

    public TripStore(FileSystem fs) {
        this.fs = fs;
    }

    /** Where a local file of trips lies in HDFS. */
    public static Path tripsPath(java.nio.file.Path local) {
        return new Path(Names.TRIPS_FOLDER, local.getFileName().toString());
    }

    /** Copies a local file into the trips' folder; it appears whole or not at all. */
    public void putTrips(java.nio.file.Path local) throws IOException {
        try (InputStream in = Files.newInputStream(local)) {
            put(in, tripsPath(local));
        }
    }

    /** Writes the zone lookup file. */
    public void putZones() throws IOException {
        put(new java.io.ByteArrayInputStream(Zones.csv()), new Path(Names.ZONES_FILE));
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
        return digest(Files.newInputStream(path));
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
