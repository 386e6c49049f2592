package dev.kerbside;

import java.util.Arrays;
import java.util.Locale;

/** A service that a lab has besides its KDC, HDFS and Kafka if it is asked for. */
public enum Service {
    /** Hadoop's YARN: a ResourceManager, and a NodeManager in which Spark's drivers and executors run. */
    YARN;

    /**
     * The service of this name.
     *
     * @throws LabException for any other word
     */
    public static Service of(String name) {
        return Arrays.stream(values())
                .filter(service -> service.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.usage(
                        "There is no service '%s': give one of %s.".formatted(name, Arrays.toString(values()))));
    }

    /** As in {@code --with}: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
