package dev.kerbside.config;

/** Where a listener is reached: a host name, as it stands in principals and certificates, and a port. */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
