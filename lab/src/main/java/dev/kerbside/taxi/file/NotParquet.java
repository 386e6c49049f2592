package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is that does not begin and end as Parquet does: each kind is refused with its own name and cure. */
final class NotParquet {
    static final String MAGIC = "PAR1";

    /** The footer's length and the magic. */
    static final int TAIL = 8;

    private static final String ENCRYPTED = "PARE";
    private static final int SAMPLE = 4096;
    private static final String OTHER =
            "%s is not a Parquet file: %s. Use TLC's green_tripdata_YYYY-MM.parquet: lab data fetch --month 2022-01";

    private NotParquet() {}

    /** Refuses ({@link LabException#usage}) what is not a whole, readable Parquet file from the first to the last byte. */
    static void refuse(TripInput input) throws IOException {
        String file = input.name();
        if (input.length() == 0) {
            throw LabException.usage(file + " is empty (0 bytes). Fetch it again: lab data fetch --month 2022-01");
        }
        byte[] head = input.bytes(0, (int) Math.min(SAMPLE, input.length()));
        int size = (int) Math.min(SAMPLE, input.length());
        byte[] tail = input.bytes(input.length() - size, size);
        String first = text(head, 0, MAGIC.length());
        String last = text(tail, tail.length - MAGIC.length(), MAGIC.length());
        if (first.equals(ENCRYPTED) || last.equals(ENCRYPTED)) {
            throw encrypted(file, "its footer");
        }
        if (!first.equals(MAGIC)) {
            throw LabException.usage(OTHER.formatted(file, what(head)));
        }
        if (input.length() <= MAGIC.length() + TAIL || !last.equals(MAGIC)) {
            throw broken(file, input.length(), tail);
        }
    }

    /** Parquet's modular encryption: the lab has no keys. */
    static LabException encrypted(String file, String what) {
        return LabException.usage(
                "%s is encrypted: %s cannot be read without a key. Write the trips again without encryption."
                        .formatted(file, what));
    }

    static LabException truncated(String file, String what) {
        return LabException.usage("%s is truncated: %s. Fetch the file again.".formatted(file, what));
    }

    private static LabException broken(String file, long length, byte[] tail) {
        int magic = text(tail, 0, tail.length).lastIndexOf(MAGIC);
        int after = tail.length - magic - MAGIC.length();
        if (magic > 0 && magic < length - 1 && length > MAGIC.length() + TAIL) {
            return LabException.usage(
                    ("%s has %,d bytes too many: a Parquet file ends with PAR1. Fetch the file again, or cut them off: "
                                    + "truncate -s -%d FILE")
                            .formatted(file, after, after));
        }
        return truncated(file, "it ends, after %,d bytes, without a Parquet footer".formatted(length));
    }

    /** What a file that begins like this is, so far as it can be told. */
    private static String what(byte[] head) {
        String text = text(head, 0, head.length).strip();
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (starts(head, 0x1f, 0x8b)) {
            return "it is compressed with gzip as a whole. Unpack it (gunzip), or fetch it without Content-Encoding";
        }
        if (starts(head, 'P', 'K', 3, 4)) {
            return "it is a ZIP archive. Unpack it";
        }
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd) || starts(head, 'B', 'Z', 'h') || starts(head, 0xfd, '7', 'z', 'X')) {
            return "it is compressed as a whole (zstd, bzip2 or xz). Unpack it";
        }
        if (text.startsWith("version https://git-lfs")) {
            return "it is a pointer of Git LFS, not the file itself. Get the file: git lfs pull";
        }
        if (lower.contains("<error>") || lower.contains("accessdenied")) {
            return "it is an error page in XML, as TLC's server sends it for a month that is not published (yet)";
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.contains("<html")) {
            return "it is a web page (HTML), perhaps the login page of a proxy";
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<")) {
            return "it is XML";
        }
        return other(head, text);
    }

    private static String other(byte[] head, String text) {
        if (text.startsWith("ORC") || text.startsWith("Obj\u0001") || text.startsWith("ARROW1")) {
            return "it is an %s file. Convert it"
                    .formatted(text.startsWith("ORC") ? "ORC" : text.startsWith("Obj") ? "Avro" : "Arrow (Feather)");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "it is JSON. Convert it";
        }
        String line = text.lines().findFirst().orElse("");
        boolean printable = line.chars().allMatch(c -> c >= ' ' || c == '\t');
        if (printable && (line.contains(",") || line.contains(";") || line.contains("\t"))) {
            return "it is text, probably CSV. Convert it: duckdb -c \"COPY (FROM 'FILE') TO 'trips.parquet'\"";
        }
        if (starts(head, 0xEF, 0xBB, 0xBF) || text.contains("PAR1")) {
            return "there is something before PAR1, with which it should begin. Fetch it again in binary mode";
        }
        return "it does not begin with PAR1";
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || head[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int count) {
        int begin = Math.max(0, from);
        return new String(
                Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + count)), StandardCharsets.ISO_8859_1);
    }
}
