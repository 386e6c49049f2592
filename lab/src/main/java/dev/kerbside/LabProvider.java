package dev.kerbside;

import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * What starts labs, and attaches to them. The seam imports nothing that it stands on, so it finds this by
 * {@link ServiceLoader}: on the lab's own class path it starts nodes, and on somebody else's it starts the lab in a
 * process of its own.
 */
public interface LabProvider {
    /** See {@link Lab#start(LabConfig, Progress)}. */
    Lab start(LabConfig config, Progress progress);

    /** See {@link Lab#attach(Path)}. */
    Lab attach(Path folder);

    /** @throws LabException if the class path has none */
    static LabProvider find() {
        return ServiceLoader.load(LabProvider.class, LabProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> LabException.cannotStart(
                        "Nothing on the class path starts a lab: META-INF/services/%s is missing. Put the whole jar of the lab on it."
                                .formatted(LabProvider.class.getName())));
    }
}
