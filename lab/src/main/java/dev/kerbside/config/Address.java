package dev.kerbside.config;

/** Where a listener is reached: a host name, as it stands in principals and certificates, and a port. */
public record Address(String host, int port) {
    /** From {@code host:port}. */
    public static Address of(String text) {
        int colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
