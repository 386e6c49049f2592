package dev.kerbside.taxi;

import java.util.Arrays;
import java.util.Map;

/**
 * One taxi trip: a value, or {@code null}, for every {@link TripColumn}. A value is a {@link Long}, {@link Double} or
 * {@link String} as the column's kind says; times are milliseconds since 1970, UTC. Immutable.
 */
public final class Trip {
    private final Object[] values;

    /** Takes the array as its own: one slot a column, by ordinal, each of its kind's class or null. */
    public Trip(Object[] values) {
        this.values = values;
    }

    /**
     * A trip of these values; the other columns are null.
     *
     * @throws IllegalArgumentException if a value is not of its column's class
     */
    public static Trip of(Map<TripColumn, ?> values) {
        Object[] slots = new Object[TripColumn.values().length];
        values.forEach((column, value) -> {
            if (value != null && !column.kind().valueClass().isInstance(value)) {
                throw new IllegalArgumentException("%s holds a %s, not the %s %s"
                        .formatted(
                                column.columnName(),
                                column.kind().valueClass().getSimpleName(),
                                value.getClass().getSimpleName(),
                                value));
            }
            slots[column.ordinal()] = value;
        });
        return new Trip(slots);
    }

    /** The value as {@link Long}, {@link Double} or {@link String}, or {@code null}. */
    public Object get(TripColumn column) {
        return values[column.ordinal()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trip trip && Arrays.equals(values, trip.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Trip[");
        for (TripColumn column : TripColumn.values()) {
            text.append(column.ordinal() == 0 ? "" : ", ").append(column.columnName());
            text.append('=').append(get(column));
        }
        return text.append(']').toString();
    }
}
