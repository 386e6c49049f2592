package dev.kerbside.taxi.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * One row of the tutorial's final table (§ 3.5): the trips of one pick-up borough in one hour of drop-off time.
 *
 * <p>Times are UTC. Amounts are dollars, distances miles, all of scale 2. A value is {@code null} where SQL's aggregate
 * is (an average over nulls only); the borough is {@code null} where the zone is unknown to the lookup table.
 */
public record HourlyRow(
        LocalDateTime windowStart,
        LocalDateTime windowEnd,
        String pickUpBorough,
        long tripCount,
        BigDecimal avgPassengerCount,
        BigDecimal totalDistance,
        BigDecimal avgDistance,
        BigDecimal avgTipAmount,
        BigDecimal totalFareAmount,
        BigDecimal avgFareAmount,
        BigDecimal totalTripAmount,
        BigDecimal avgTripAmount) {}
