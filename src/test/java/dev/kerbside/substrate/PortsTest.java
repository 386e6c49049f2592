package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aPortIsHeldUntilItIsReleased() throws Exception {
        try (Ports ports = new Ports(0)) {
            int port = ports.take("kdc");

            assertThatThrownBy(() -> bind(port).close()).isInstanceOf(java.net.BindException.class);
            ports.release(port);
            bind(port).close();
        }
    }

    @Test
    void aBasePortIsFollowedByTheOthers() throws Exception {
        int base;
        try (Ports free = new Ports(0)) {
            base = free.take("probe");
        }
        try (Ports ports = new Ports(base)) {
            assertThat(ports.take("kdc")).isEqualTo(base);
            assertThat(ports.take("namenode rpc")).isEqualTo(base + 1);
        }
    }

    @Test
    void aUsedBasePortIsRefusedWithTheListenerAndTheCure() throws Exception {
        try (ServerSocket used = bind(0);
                Ports ports = new Ports(used.getLocalPort())) {
            assertThatThrownBy(() -> ports.take("broker-2 client"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("Port " + used.getLocalPort() + " (broker-2 client) is in use")
                    .hasMessageContaining("--base-port");
        }
    }

    private static ServerSocket bind(int port) throws Exception {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
