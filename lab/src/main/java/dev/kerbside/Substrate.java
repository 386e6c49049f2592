package dev.kerbside;

import java.util.Arrays;
import java.util.Locale;

/** Where a lab's services run. Nothing above {@link Lab} asks. */
public enum Substrate {
    /** Processes of this machine, all named localhost. */
    EMBEDDED,
    /** Containers of a Docker engine, under TDP's host names, with an edge node. */
    CONTAINERS,
    /** A cluster that is there: nothing of it is started or ended. */
    EXTERNAL;

    /**
     * The substrate of this name.
     *
     * @throws LabException for any other word
     */
    public static Substrate of(String name) {
        return Arrays.stream(values())
                .filter(substrate -> substrate.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.usage(
                        "There is no substrate '%s': give one of %s.".formatted(name, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
