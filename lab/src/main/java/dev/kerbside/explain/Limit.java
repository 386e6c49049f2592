package dev.kerbside.explain;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How many bytes are read of a text that may be endless; the text then ends there. */
final class Limit {
    private final long bytes;
    private volatile long read;

    Limit(long bytes) {
        this.bytes = bytes;
    }

    /** Whether it was reached. */
    boolean reached() {
        return read >= bytes;
    }

    long read() {
        return read;
    }

    InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (reached()) {
                    return -1;
                }
                int got = super.read(into, offset, (int) Math.min(length, bytes - read));
                read += Math.max(0, got);
                return got;
            }
        };
    }
}
