package dev.kerbside.taxi.file;

import static dev.kerbside.taxi.file.TripFiles.dbl;
import static dev.kerbside.taxi.file.TripFiles.with;
import static dev.kerbside.taxi.file.TripFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.RealMonths;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripFileTest {
    private static final EnumSet<TripColumn> NULL_TOGETHER = EnumSet.of(
            TripColumn.STORE_AND_FWD_FLAG,
            TripColumn.RATECODE_ID,
            TripColumn.PASSENGER_COUNT,
            TripColumn.PAYMENT_TYPE,
            TripColumn.TRIP_TYPE,
            TripColumn.CONGESTION_SURCHARGE);

    @TempDir
    static Path folder;

    private static Path month;

    @BeforeAll
    static void writeAMonth() {
        month = TripFiles.month(folder);
    }

    @Test
    void readsEveryRowOnceAndThenNull() {
        try (TripFile file = TripFile.openLocal(month)) {
            assertThat(file.rows()).isEqualTo(1_000);
            assertThat(Fingerprint.of(file).trips()).isEqualTo(1_000);
            assertThat(file.read()).isNull();
        }
    }

    @Test
    void readsTheSameThroughAHadoopFileSystem() throws IOException {
        Configuration conf = new Configuration();
        try (FileSystem files = FileSystem.newInstance(java.net.URI.create("file:///"), conf);
                TripFile hadoop = TripFile.open(files, new org.apache.hadoop.fs.Path(month.toUri()));
                TripFile local = TripFile.openLocal(month)) {
            assertThat(Fingerprint.of(hadoop)).isEqualTo(Fingerprint.of(local));
        }
    }

    @ParameterizedTest
    @CsvSource({"2022-01, 62495", "2023-12, 64215"})
    void readsBothGenerationsOfRealFiles(String name, long rows) {
        try (TripFile file = TripFile.openLocal(RealMonths.month(name))) {
            assertThat(file.rows()).isEqualTo(rows);
            assertThat(file.columns()).hasSize(20).doesNotContain(TripColumn.CBD_CONGESTION_FEE);
            EnumSet<TripColumn> withNulls = EnumSet.copyOf(NULL_TOGETHER);
            withNulls.add(TripColumn.EHAIL_FEE);
            assertThat(file.columnsWithNulls()).isEqualTo(withNulls);
            assertThat(Fingerprint.of(file).trips()).isEqualTo(rows);
        }
    }

    @Test
    void findsTheColumnsWithNullsInTheFooter() {
        EnumSet<TripColumn> expected = EnumSet.copyOf(NULL_TOGETHER);
        expected.add(TripColumn.EHAIL_FEE);
        try (TripFile file = TripFile.openLocal(month)) {
            assertThat(file.columnsWithNulls()).isEqualTo(expected);
        }
    }

    @Test
    void readsTheColumnThatCameIn2025() throws IOException {
        MessageType schema = with(SyntheticMonth.schema(), dbl("cbd_congestion_fee"));
        Trip trip = Trip.of(Map.of(TripColumn.DROPOFF_TIME, -1L, TripColumn.CBD_CONGESTION_FEE, 0.75));
        try (TripFile file = TripFile.openLocal(write(folder, "2025.parquet", schema, trip))) {
            assertThat(file.columns()).hasSize(21).endsWith(TripColumn.CBD_CONGESTION_FEE);
            assertThat(file.read()).isEqualTo(trip);
        }
    }

    @Test
    void takesNotANumberForMissing() throws IOException {
        Trip trip = Trip.of(Map.of(TripColumn.TIP_AMOUNT, Double.NaN, TripColumn.FARE_AMOUNT, 1.5));
        try (TripFile file = TripFile.openLocal(write(folder, "nan.parquet", SyntheticMonth.schema(), trip))) {
            assertThat(file.read()).isEqualTo(Trip.of(Map.of(TripColumn.FARE_AMOUNT, 1.5)));
        }
    }
}
