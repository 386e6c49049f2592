package dev.kerbside.explain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The characters of a log: in UTF-8 or UTF-16, gzipped or not; half a character is read as the replacement character. */
final class LogBytes {
    private static final int LOOK = 1 << 12;

    private LogBytes() {}

    /** @param limit how many bytes are read, uncompressed */
    static Reader reader(InputStream bytes, Limit limit) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes, LOOK);
        byte[] head = look(in);
        if (isZipped(head)) {
            in = new BufferedInputStream(new GZIPInputStream(in), LOOK);
            head = look(in);
        }
        return new InputStreamReader(limit.of(in), charset(head));
    }

    static boolean isZipped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return isZipped(in.readNBytes(2));
        }
    }

    private static boolean isZipped(byte[] head) {
        return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /** What there is without waiting for more; it stays to be read. */
    private static byte[] look(BufferedInputStream in) throws IOException {
        byte[] head = new byte[LOOK];
        in.mark(LOOK);
        int length = Math.max(0, in.read(head));
        in.reset();
        return Arrays.copyOf(head, length);
    }

    /** UTF-16 has a mark at its begin, or a zero in every second byte of what is mostly ASCII, and few in the others. */
    private static Charset charset(byte[] head) {
        if (head.length > 1 && (head[0] == -1 && head[1] == -2 || head[0] == -2 && head[1] == -1)) {
            return StandardCharsets.UTF_16;
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        int many = head.length * 3 / 8;
        int few = head.length / 8;
        if (even > many && odd <= few) {
            return StandardCharsets.UTF_16BE;
        }
        return odd > many && even <= few ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static int zeros(byte[] head, int offset) {
        int zeros = 0;
        for (int i = offset; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }
}
