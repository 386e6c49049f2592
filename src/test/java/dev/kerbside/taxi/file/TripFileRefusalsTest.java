package dev.kerbside.taxi.file;

import static dev.kerbside.taxi.file.TripFiles.dbl;
import static dev.kerbside.taxi.file.TripFiles.foreign;
import static dev.kerbside.taxi.file.TripFiles.timestamp;
import static dev.kerbside.taxi.file.TripFiles.without;
import static dev.kerbside.taxi.file.TripFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.table.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no green taxi file, or no longer a whole one: each is refused in one line with what to do. */
class TripFileRefusalsTest {
    @TempDir
    static Path folder;

    private static Path month;

    @BeforeAll
    static void writeAMonth() {
        month = TripFiles.month(folder);
    }

    @Test
    void refusesAMissingHadoopFile() throws IOException {
        try (FileSystem files = FileSystem.newInstance(java.net.URI.create("file:///"), new Configuration())) {
            assertThatExceptionOfType(LabException.class)
                    .isThrownBy(() -> TripFile.open(files, new org.apache.hadoop.fs.Path("/no/such.parquet")))
                    .withMessageContaining("/no/such.parquet does not exist");
        }
    }

    @Test
    void refusesWhatIsNoFile() {
        refused(folder.resolve("none.parquet"), "does not exist", "lab data fetch");
        refused(folder, "is a directory");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        Path file = Files.copy(month, folder.resolve("secret.parquet"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user (root?) may read everything");
        refused(file, "may not be read");
    }

    @Test
    void refusesWhatIsNotParquet() throws IOException {
        refused(bytes("empty.parquet", new byte[0]), "is empty");
        refused(bytes("text.parquet", "VendorID,lpep_pickup_datetime\n".getBytes()), "CSV");
        refused(bytes("x.parquet", "x".getBytes()), "is not a Parquet file");
    }

    @Test
    void refusesATruncatedFileWhereverItIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(month);
        for (int length : new int[] {4, 11, 12, whole.length / 2, whole.length - 1}) {
            refused(bytes("cut.parquet", Arrays.copyOf(whole, length)), "is truncated", "Fetch the file again");
        }
    }

    @Test
    void refusesAFileThatLacksItsMiddle() throws IOException {
        byte[] whole = Files.readAllBytes(month);
        byte[] holed = Arrays.copyOf(whole, whole.length - 10_000);
        System.arraycopy(whole, 14_000, holed, 4_000, whole.length - 14_000);
        refused(bytes("holed.parquet", holed), "is truncated: column");
    }

    @Test
    void refusesAGarbledFooter() throws IOException {
        byte[] garbled = Files.readAllBytes(month);
        Arrays.fill(garbled, garbled.length - 500, garbled.length - 8, (byte) 0x77);
        refused(bytes("garbled.parquet", garbled), "footer that cannot be read");
        Arrays.fill(garbled, garbled.length - 8, garbled.length - 4, (byte) 0x7f);
        refused(bytes("garbled.parquet", garbled), "footer that cannot be read");
    }

    @Test
    void namesTheRowWhereAPageIsDamaged() throws IOException {
        byte[] damaged = Files.readAllBytes(month);
        for (int i = 200; i < 2_000; i++) {
            damaged[i] ^= 0x55;
        }
        try (TripFile file = TripFile.openLocal(bytes("damaged.parquet", damaged))) {
            assertThatExceptionOfType(LabException.class)
                    .isThrownBy(() -> Fingerprint.of(file))
                    .withMessageContainingAll("damaged.parquet cannot be read at row 1", "Fetch the file again");
        }
    }

    @Test
    void refusesAFileWithoutRows() throws IOException {
        refused(write(folder, "rowless.parquet", SyntheticMonth.schema()), "has no rows");
    }

    @Test
    void saysThatAYellowTaxiFileIsYellow() throws IOException {
        Path file = folder.resolve("yellow.parquet");
        MessageType schema = Types.buildMessage()
                .addField(dbl("fare_amount"))
                .addField(timestamp("tpep_pickup_datetime"))
                .named("schema");
        foreign(file, schema);
        refused(file, "yellow taxi file", "tpep_pickup_datetime", "green_tripdata");
    }

    @Test
    void namesTheMissingColumns() throws IOException {
        MessageType schema = without(SyntheticMonth.schema(), "tip_amount"::equals);
        refused(write(folder, "tipless.parquet", schema, Trip.of(Map.of())), "lacks the column tip_amount");
        schema = without(SyntheticMonth.schema(), name -> name.endsWith("LocationID"));
        refused(
                write(folder, "zoneless.parquet", schema, Trip.of(Map.of())),
                "lacks the columns PULocationID, DOLocationID");
    }

    private static void refused(Path file, String... parts) {
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> Oracle.proofread(file))
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(LabException.USAGE))
                .withMessageStartingWith(file.toString())
                .withMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private static Path bytes(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
