package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be reckoned from a column of a group of trips: what a cell should be, or turns out to be. */
record Figure(Kind kind, TripColumn column) {
    enum Kind {
        AVERAGE("average"),
        SUM("sum"),
        LEAST("least value"),
        GREATEST("greatest value"),
        COUNT("count of the values that are not null"),
        DISTINCT("count of the different values"),
        AVERAGE_WITH_ZEROS("average with null as 0"),
        OVER_ALL("sum, divided by all trips,"),
        FIRST("first value");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.00500001");
    private static final BigDecimal NOISE = new BigDecimal("0.0000001");

    /** The figure of these trips, not rounded; null where there is none. */
    BigDecimal of(List<Trip> trips) {
        List<BigDecimal> values = trips.stream()
                .map(trip -> trip.get(column))
                .filter(Objects::nonNull)
                .map(value -> new BigDecimal(value.toString()))
                .toList();
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (kind == Kind.COUNT) {
            return BigDecimal.valueOf(values.size());
        }
        if (kind == Kind.DISTINCT) {
            return BigDecimal.valueOf(values.stream().distinct().count());
        }
        if (kind == Kind.AVERAGE_WITH_ZEROS) {
            return sum.divide(BigDecimal.valueOf(trips.size()), MathContext.DECIMAL64);
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case SUM -> sum;
            case AVERAGE -> sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
            case OVER_ALL -> sum.divide(BigDecimal.valueOf(trips.size()), MathContext.DECIMAL64);
            case LEAST -> values.stream().min(Comparator.naturalOrder()).orElseThrow();
            case GREATEST -> values.stream().max(Comparator.naturalOrder()).orElseThrow();
            default -> values.get(0);
        };
    }

    /** As {@link #of}, with two decimals. */
    BigDecimal rounded(List<Trip> trips) {
        BigDecimal value = of(trips);
        return value == null ? null : value.setScale(2, RoundingMode.HALF_UP);
    }

    /** Which figure these values of the groups are, rounded or not; figures of the same column are tried first. */
    Optional<Figure> recognised(List<List<Trip>> groups, List<BigDecimal> found) {
        Stream<TripColumn> others = Arrays.stream(TripColumn.values())
                .filter(other -> other != column && other.kind() == TripColumn.Kind.DOUBLE);
        return Stream.concat(Stream.of(column), others)
                .flatMap(candidate -> Arrays.stream(Kind.values()).map(way -> new Figure(way, candidate)))
                .filter(candidate -> candidate.is(groups, found, HALF_A_CENT))
                .findFirst();
    }

    /** Whether the values are this figure, but for the noise of doubles; that is, with more than two decimals. */
    boolean isUnrounded(List<List<Trip>> groups, List<BigDecimal> found) {
        return is(groups, found, NOISE);
    }

    private boolean is(List<List<Trip>> groups, List<BigDecimal> found, BigDecimal tolerance) {
        for (int i = 0; i < found.size(); i++) {
            BigDecimal value = of(groups.get(i));
            boolean same = value == null || found.get(i) == null
                    ? value == null && found.get(i) == null
                    : value.subtract(found.get(i)).abs().compareTo(tolerance) <= 0;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return kind.words + " of " + column.columnName();
    }
}
