package dev.kerbside.drills;

import java.util.ArrayList;
import java.util.List;

/**
 * How a list differs from another, whatever the order; what stands twice counts twice.
 *
 * @param lacking what should be there and is not
 * @param besides what is there and should not be
 */
record Difference<T>(List<T> lacking, List<T> besides) {
    static <T> Difference<T> of(List<T> found, List<T> expected) {
        return new Difference<>(minus(expected, found), minus(found, expected));
    }

    private static <T> List<T> minus(List<T> all, List<T> others) {
        List<T> left = new ArrayList<>(all);
        others.forEach(left::remove);
        return left;
    }

    boolean isNone() {
        return lacking.isEmpty() && besides.isEmpty();
    }
}
