package dev.kerbside.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Entry point of every forked JVM: runs {@code args[0]}'s main with the rest, and ends the process, with all that it has
 * started, when its owner has gone. The owner holds the other end of standard input, which the operating system closes even after {@code kill -9}.
 */
public final class OwnedMain {
    private static final int OWNER_GONE = 143;

    private OwnedMain() {}

    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(OwnedMain::haltWithOwner, "owner-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltWithOwner() {
        try {
            while (System.in.read() >= 0) {
                // The owner never writes; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same.
        }
        // A NodeManager's containers are processes of their own.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(OWNER_GONE);
    }
}
