package dev.kerbside.process;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Entry point of a node's JVM that is recorded for {@link RecordedClasses}: runs {@code args[1]}'s main with the rest, loaded
 * from the jar {@code args[0]}, and from what that one's manifest names. It lies in a jar of its own, and needs nothing.
 */
public final class Recorded {
    private Recorded() {}

    public static void main(String[] args) throws Throwable {
        ClassLoader loader =
                new URLClassLoader(new URL[] {Path.of(args[0]).toUri().toURL()});
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
