package dev.kerbside.taxi.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    private static final Trip CASH = trip(1, 10.5, "N");
    private static final Trip CARD = trip(2, 20.25, "Y");

    @Test
    void doesNotDependOnTheOrder() {
        assertThat(of(CASH, CARD)).isEqualTo(of(CARD, CASH)).hasSameHashCodeAs(of(CARD, CASH));
    }

    @Test
    void countsLostAndDoubledTrips() {
        assertThat(of(CASH).differences(of(CASH, CARD))).contains("1 trips, expected 2");
        assertThat(of(CASH, CASH).differences(of(CASH, CARD)))
                .containsExactly(
                        "VendorID: 2 values as expected, but not the same ones",
                        "store_and_fwd_flag: 2 values as expected, but not the same ones",
                        "fare_amount: 2 values as expected, but not the same ones");
    }

    @Test
    void namesAColumnThatWasLost() {
        Trip fareless = Trip.of(Map.of(TripColumn.VENDOR_ID, 1L, TripColumn.STORE_AND_FWD_FLAG, "N"));
        assertThat(of(fareless).differences(of(CASH))).containsExactly("fare_amount: 0 of 1 values, expected 1");
    }

    @Test
    void seesValuesSwappedBetweenTrips() {
        assertThat(of(trip(1, 20.25, "N"), trip(2, 10.5, "Y")).differences(of(CASH, CARD)))
                .containsExactly("every column has the values expected, but they are combined into other rows");
    }

    @Test
    void seesAChangedSignAndTheTenthDecimalButNotTheEleventh() {
        assertThat(of(trip(1, -10.5, "N"))).isNotEqualTo(of(CASH));
        assertThat(of(trip(1, 10.5000000001, "N"))).isNotEqualTo(of(CASH));
        assertThat(of(trip(1, 10.50000000001, "N"))).isEqualTo(of(CASH));
        assertThat(of(trip(1, -0.0, "N"))).isEqualTo(of(trip(1, 0.0, "N")));
    }

    @ParameterizedTest
    @CsvSource({"seconds, 0.001", "microseconds, 1000", "nanoseconds, 1000000"})
    void saysInWhichUnitTimesAreThatAreNotInMilliseconds(String unit, double scale) {
        long[] times = {1_701_388_800_123L, 1_230_768_000_000L, 1_702_000_000_999L};
        Fingerprint millis = new Fingerprint();
        Fingerprint others = new Fingerprint();
        for (long time : times) {
            millis.add(Trip.of(Map.of(TripColumn.DROPOFF_TIME, time)));
            others.add(Trip.of(Map.of(TripColumn.DROPOFF_TIME, (long) Math.floor(time * scale))));
        }
        assertThat(others.differences(millis))
                .hasSize(1)
                .first()
                .asString()
                .contains("are in " + unit + ", not in milli");
    }

    @Test
    void doesNotTakeOtherTimesForAnotherUnit() {
        Fingerprint one = of(Trip.of(Map.of(TripColumn.DROPOFF_TIME, 1_701_388_800_123L)));
        Fingerprint other = of(Trip.of(Map.of(TripColumn.DROPOFF_TIME, 1_701_388_900_123L)));
        assertThat(other.differences(one))
                .containsExactly("lpep_dropoff_datetime: 1 values as expected, but not the same ones");
    }

    private static Fingerprint of(Trip... trips) {
        Fingerprint fingerprint = new Fingerprint();
        for (Trip trip : trips) {
            fingerprint.add(trip);
        }
        return fingerprint;
    }

    private static Trip trip(long vendor, double fare, String flag) {
        return Trip.of(Map.of(
                TripColumn.VENDOR_ID, vendor, TripColumn.FARE_AMOUNT, fare, TripColumn.STORE_AND_FWD_FLAG, flag));
    }
}
