package dev.kerbside.substrate;

import dev.kerbside.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback that are held until their node starts, so that two labs that start together do not choose the same.
 * Taken below 32768: above, the operating system gives them to outgoing connections.
 */
public final class Ports implements AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private final List<ServerSocket> held = new ArrayList<>();
    private int next;

    /** @param base the first port, the others follow; 0 for free ports at random */
    public Ports(int base) {
        this.next = base;
    }

    /** Takes a port for the named listener. */
    synchronized int take(String listener) {
        if (next != 0) {
            int port = next++;
            if (!hold(port)) {
                throw LabException.cannotStart(
                        "Port %d (%s) is in use. Free it, or give another --base-port, or none for free ports."
                                .formatted(port, listener));
            }
            return port;
        }
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (hold(port)) {
                return port;
            }
        }
        throw LabException.cannotStart("No free port from %d to %d for %s. End some servers on this machine."
                .formatted(LOWEST, HIGHEST, listener));
    }

    private boolean hold(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            held.add(socket);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets this port go, just before its node binds it. */
    public synchronized void release(int port) {
        for (ServerSocket socket : held) {
            if (socket.getLocalPort() == port) {
                close(socket);
            }
        }
    }

    @Override
    public synchronized void close() {
        held.forEach(Ports::close);
        held.clear();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A listening socket that cannot be closed is gone with the process.
        }
    }
}
