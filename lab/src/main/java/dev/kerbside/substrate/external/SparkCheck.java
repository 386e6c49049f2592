package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Whether jobs can be submitted. */
record SparkCheck(Endpoints lab) {
    private static final int MILLIS = 5_000;

    String master() throws IOException {
        String master = lab.sparkMaster();
        if (master == null || master.startsWith("local")) {
            return "jobs run on this machine";
        }
        if (!master.startsWith("spark://")) {
            throw LabException.usage(
                    "spark.master=%s is none that the lab submits to: give local, local[N] or spark://HOST:PORT."
                            .formatted(master));
        }
        URI address = URI.create(master);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), MILLIS);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(master, e.getMessage()), e);
        }
        return master + " listens";
    }
}
