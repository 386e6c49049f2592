package dev.kerbside.steps;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a submitted job's driver and executors run: the words of spark-submit. */
public enum Master {
    /** All in one process on this machine. */
    LOCAL(Map.of(), Set.of()),
    /** The driver here, its executors in YARN's containers. */
    YARN_CLIENT(
            Map.of("spark.master", "yarn", "spark.submit.deployMode", "client"),
            Set.of(Capability.YARN, Capability.DRIVER_HERE)),
    /** Driver and executors in YARN's containers. */
    YARN_CLUSTER(Map.of("spark.master", "yarn", "spark.submit.deployMode", "cluster"), Set.of(Capability.YARN));

    private final Map<String, String> settings;
    private final Set<Capability> needs;

    Master(Map<String, String> settings, Set<Capability> needs) {
        this.settings = settings;
        this.needs = needs;
    }

    /** Where a lab submits the job of step 10 to if nobody says otherwise. */
    public static Master usual(Endpoints lab) {
        return Endpoints.CLUSTERS_YARN.equals(lab.sparkMaster()) ? YARN_CLUSTER : LOCAL;
    }

    /**
     * That of {@code --master} and {@code --deploy-mode}.
     *
     * @param deployMode null for Spark's own choice, client
     * @throws LabException (usage) for any other words
     */
    public static Master of(String master, String deployMode) {
        String mode = deployMode == null ? "client" : deployMode;
        return Arrays.stream(values())
                .filter(one -> one.words().equals(words(master, mode)))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no master '%s' with deploy mode '%s' here: give %s."
                        .formatted(
                                master,
                                mode,
                                Arrays.stream(values()).map(Master::words).collect(Collectors.joining(", or ")))));
    }

    private static String words(String master, String deployMode) {
        return "--master %s --deploy-mode %s".formatted(master, deployMode);
    }

    private String words() {
        return words(
                settings.getOrDefault("spark.master", "local"),
                settings.getOrDefault("spark.submit.deployMode", "client"));
    }

    /** As a person would type it. */
    String typed(Endpoints lab) {
        return this == LOCAL ? "--master " + SparkSubmit.master(lab) : words();
    }

    /** Spark's properties that say the same; none for the lab's usual. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Whether it is YARN. */
    public boolean isYarn() {
        return this != LOCAL;
    }

    /** @throws LabException (usage) if a lab that has these capabilities has no such master */
    public void require(Set<Capability> has) {
        Capability.lacking(has, needs).ifPresent(why -> {
            throw LabException.usage("%s cannot be: %s.".formatted(words(), why));
        });
    }

    /** As Spark's own words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
