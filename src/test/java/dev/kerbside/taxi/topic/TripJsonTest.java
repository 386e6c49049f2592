package dev.kerbside.taxi.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.taxi.RealMonths;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TripJsonTest {
    private static final List<TripColumn> COLUMNS = List.of(
            TripColumn.VENDOR_ID, TripColumn.DROPOFF_TIME, TripColumn.STORE_AND_FWD_FLAG, TripColumn.RATECODE_ID);

    /** What pandas 3 gives for {@code read_parquet(month).iloc[0].to_json()}. */
    private static final String PANDAS_2022_01 =
            "{\"VendorID\":2,\"lpep_pickup_datetime\":1640996061000,\"lpep_dropoff_datetime\":1640996133000,\""
                    + "store_and_fwd_flag\":\"N\",\"RatecodeID\":1.0,\"PULocationID\":42,\"DOLocationID\":42,\"passenger_co"
                    + "unt\":1.0,\"trip_distance\":0.44,\"fare_amount\":3.5,\"extra\":0.5,\"mta_tax\":0.5,\"tip_amount\":0.0"
                    + ",\"tolls_amount\":0.0,\"ehail_fee\":null,\"improvement_surcharge\":0.3,\"total_amount\":4.8,\"payme"
                    + "nt_type\":2.0,\"trip_type\":1.0,\"congestion_surcharge\":0.0}";

    private static final String PANDAS_2023_12 =
            "{\"VendorID\":2,\"lpep_pickup_datetime\":1701390457000,\"lpep_dropoff_datetime\":1701391368000,\""
                    + "store_and_fwd_flag\":\"N\",\"RatecodeID\":1.0,\"PULocationID\":74,\"DOLocationID\":243,\"passenger_c"
                    + "ount\":1.0,\"trip_distance\":4.8,\"fare_amount\":22.6,\"extra\":1.0,\"mta_tax\":0.5,\"tip_amount\":5."
                    + "02,\"tolls_amount\":0.0,\"ehail_fee\":null,\"improvement_surcharge\":1.0,\"total_amount\":30.12,\"p"
                    + "ayment_type\":1.0,\"trip_type\":1.0,\"congestion_surcharge\":0.0}";

    @TempDir
    Path folder;

    @Test
    void writesKeysInOrderTimesInMillisecondsAndNulls() {
        TripJson json = new TripJson(COLUMNS, Set.of(TripColumn.VENDOR_ID), Set.of());
        Trip trip = Trip.of(Map.of(TripColumn.VENDOR_ID, 2L, TripColumn.DROPOFF_TIME, 1_640_996_133_000L));
        assertThat(text(json, trip))
                .isEqualTo("{\"VendorID\":2,\"lpep_dropoff_datetime\":1640996133000,"
                        + "\"store_and_fwd_flag\":null,\"RatecodeID\":null}");
    }

    @Test
    void writesAnIntegerColumnAsFloatsOnlyIfItHasNullsAndIdsNever() {
        Trip trip = Trip.of(Map.of(TripColumn.VENDOR_ID, 2L, TripColumn.RATECODE_ID, 5.0));
        Set<TripColumn> both = EnumSet.of(TripColumn.VENDOR_ID, TripColumn.RATECODE_ID);
        assertThat(text(new TripJson(COLUMNS, both, Set.of()), trip)).contains("\"VendorID\":2,", "\"RatecodeID\":5}");
        assertThat(text(new TripJson(COLUMNS, both, both), trip)).contains("\"VendorID\":2,", "\"RatecodeID\":5.0}");
        assertThat(text(new TripJson(COLUMNS, Set.of(), Set.of()), trip)).contains("\"RatecodeID\":5.0}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, 0.0",
        "1, 1.0",
        "-65.5, -65.5",
        "20.160000000000004, 20.16",
        "0.1, 0.1",
        "259777.63, 259777.63",
        "1e-10, 0.0000000001",
        "1e-11, 0.0",
        "0.99999999999, 1.0",
        "-1.00000000004, -1.0",
        "1e15, 1000000000000000.0",
        "1e17, 100000000000000000.0",
        "0.12345678912, 0.1234567891",
        "NaN, null",
        "Infinity, null"
    })
    void writesDoublesAsPandasDoesAndNeverWithAnExponent(double value, String expected) {
        TripJson json = new TripJson(List.of(TripColumn.FARE_AMOUNT), Set.of(), Set.of());
        assertThat(text(json, Trip.of(Map.of(TripColumn.FARE_AMOUNT, value))))
                .isEqualTo("{\"fare_amount\":" + expected + "}");
    }

    @Test
    void parsesWhatItWrites() {
        Path month = folder.resolve("month.parquet");
        SyntheticMonth.write(month, 1_000, 3);
        try (TripFile file = TripFile.openLocal(month)) {
            TripJson json = TripJson.of(file);
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                assertThat(TripJson.parse(json.write(trip))).isEqualTo(trip);
            }
        }
    }

    @Test
    void writesTheFirstTripOfARealMonthExactlyAsPandas() {
        try (TripFile file = TripFile.openLocal(RealMonths.month("2022-01"))) {
            assertThat(text(TripJson.of(file), file.read())).isEqualTo(PANDAS_2022_01);
        }
        try (TripFile file = TripFile.openLocal(RealMonths.month("2023-12"))) {
            assertThat(text(TripJson.of(file), file.read())).isEqualTo(PANDAS_2023_12);
        }
    }

    @Test
    void ignoresUnknownKeysAndTakesAbsentOnesForNull() {
        Trip trip = parse("{\"new\":{\"a\":[1]},\"lpep_dropoff_datetime\":5,\"VendorID\":2.0}");
        assertThat(trip)
                .isEqualTo(Trip.of(new EnumMap<>(Map.of(TripColumn.DROPOFF_TIME, 5L, TripColumn.VENDOR_ID, 2L))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | not JSON",
                "[] | not a JSON object",
                "{\"lpep_dropoff_datetime\":5,\"fare_amount\":1 | cut off",
                "{\"lpep_dropoff_datetime\":5}{} | more than one",
                "{\"lpep_dropoff_datetime\":5,\"fare_amount\":\"12.5\"} | fare_amount is not a DOUBLE but the string",
                "{\"lpep_dropoff_datetime\":\"2022-01-01\"} | lpep_dropoff_datetime is not a TIMESTAMP but the string",
                "{\"lpep_dropoff_datetime\":5,\"PULocationID\":7.5} | PULocationID is not a LONG but 7.5",
                "{\"lpep_dropoff_datetime\":5,\"store_and_fwd_flag\":1} | store_and_fwd_flag is not a STRING",
                "{\"lpep_dropoff_datetime\":5,\"fare_amount\":{}} | a structure",
                "{\"lpep_dropoff_datetime\":null} | lpep_dropoff_datetime is missing",
                "{} | lpep_dropoff_datetime is missing"
            })
    void saysWhyARecordIsMalformed(String record, String reason) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> parse(record))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesAnEmptyRecord(String record) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> parse(record));
    }

    private static Trip parse(String record) {
        return TripJson.parse(record.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(TripJson json, Trip trip) {
        return new String(json.write(trip), StandardCharsets.UTF_8);
    }
}
