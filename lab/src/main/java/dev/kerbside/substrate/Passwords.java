package dev.kerbside.substrate;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords of 192 bits, as hexadecimal digits. */
public final class Passwords {
    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
