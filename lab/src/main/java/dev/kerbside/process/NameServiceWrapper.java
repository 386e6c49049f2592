package dev.kerbside.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** libnss_wrapper, from which native clients learn names of hosts that only the lab knows. */
public final class NameServiceWrapper {
    /** Where Debian, and others, put it. */
    public static final List<String> PLACES = Stream.of(
                    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> folder + "/libnss_wrapper.so")
            .toList();

    private NameServiceWrapper() {}

    /** Whether this machine has it. */
    public static boolean isInstalled() {
        return PLACES.stream().anyMatch(place -> Files.exists(Path.of(place)));
    }
}
