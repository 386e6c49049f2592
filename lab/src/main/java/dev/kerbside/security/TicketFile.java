package dev.kerbside.security;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A credential cache of type FILE: what kinit leaves, version 4; and version 3, which Kerby writes. Java obtains tickets by every encryption type that a realm
 * may have, and writes no cache; Kerby writes and reads one, and does not know all of those types.
 */
public final class TicketFile {
    /** A file of another kind, or a damaged one, may announce any length. */
    private static final int MOST = 1 << 20;

    private static final int VERSION = 0x0504;
    private static final int BEFORE = 0x0503;
    private static final int DELTA_TAG = 1;
    private static final int DELTA_LENGTH = 8;

    private TicketFile() {}

    /**
     * What is in a cache.
     *
     * @param client the principal whose it is, with its realm
     * @param server the one that it is for: {@code krbtgt/REALM.TDP@REALM.TDP}
     * @param sessionKey its encryption type, by Kerberos' number
     * @param encoded the ticket as the KDC has made it
     */
    public record Ticket(String client, String server, Instant end, int sessionKey, byte[] encoded) {
        /** The encryption type of what only the service can read. */
        public int encryption() {
            ByteBuffer ticket = ByteBuffer.wrap(encoded);
            // Ticket, its sequence, the fourth part [3], that one's sequence, the first part [0], and the number in it.
            inner(ticket, 0x61);
            inner(ticket, 0x30);
            skipTo(ticket, 0xa3);
            inner(ticket, 0x30);
            skipTo(ticket, 0xa0);
            inner(ticket, 0x02);
            return ticket.get();
        }

        private static int inner(ByteBuffer der, int tag) {
            if ((der.get() & 0xff) != tag) {
                throw new IllegalArgumentException("no ticket of Kerberos");
            }
            return length(der);
        }

        private static void skipTo(ByteBuffer der, int tag) {
            while ((der.get(der.position()) & 0xff) != tag) {
                der.get();
                int length = length(der);
                der.position(der.position() + length);
            }
            inner(der, tag);
        }

        private static int length(ByteBuffer der) {
            int first = der.get() & 0xff;
            if (first < 0x80) {
                return first;
            }
            int length = 0;
            for (int i = 0; i < (first & 0x7f); i++) {
                length = length << 8 | der.get() & 0xff;
            }
            return length;
        }
    }

    /**
     * The tickets in a cache, in their order.
     *
     * @throws IOException if it is none of these, or damaged
     */
    public static List<Ticket> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int version = in.readUnsignedShort();
            if (version == VERSION) {
                in.skipNBytes(in.readUnsignedShort());
            } else if (version != BEFORE) {
                throw new IOException(file + " is no credential cache of version 3 or 4");
            }
            principal(in);
            List<Ticket> tickets = new ArrayList<>();
            // Their number is not in the file.
            while (hasMore(in)) {
                tickets.add(credential(in, version));
            }
            return tickets;
        }
    }

    private static boolean hasMore(DataInputStream in) throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    private static Ticket credential(DataInputStream in, int version) throws IOException {
        String client = principal(in);
        String server = principal(in);
        int key = in.readUnsignedShort();
        if (version == BEFORE) {
            // The same again.
            in.readUnsignedShort();
        }
        data(in);
        in.skipNBytes(2 * Integer.BYTES);
        Instant end = Instant.ofEpochSecond(Integer.toUnsignedLong(in.readInt()));
        in.skipNBytes(2 * Integer.BYTES + 1);
        // Addresses, and authorization data.
        for (int i = 0; i < 2; i++) {
            for (int left = in.readInt(); left > 0; left--) {
                in.readUnsignedShort();
                data(in);
            }
        }
        byte[] ticket = data(in);
        data(in);
        return new Ticket(client, server, end, key, ticket);
    }

    private static String principal(DataInputStream in) throws IOException {
        in.readInt();
        int parts = in.readInt();
        String realm = new String(data(in), StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            names.add(new String(data(in), StandardCharsets.UTF_8));
        }
        return String.join("/", names) + "@" + realm;
    }

    private static byte[] data(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw new IOException("the credential cache is damaged");
        }
        return in.readNBytes(length);
    }

    /** Writes one ticket in place of what is there, for its owner only. */
    static void write(KerberosTicket ticket, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(VERSION);
            // The header has one field: the difference of the clocks, which is none.
            out.writeShort(2 + 2 + DELTA_LENGTH);
            out.writeShort(DELTA_TAG);
            out.writeShort(DELTA_LENGTH);
            out.writeLong(0);
            principal(ticket.getClient(), out);
            credential(ticket, out);
        }
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes.toByteArray());
    }

    private static void credential(KerberosTicket ticket, DataOutputStream out) throws IOException {
        principal(ticket.getClient(), out);
        principal(ticket.getServer(), out);
        out.writeShort(ticket.getSessionKeyType());
        data(ticket.getSessionKey().getEncoded(), out);
        time(ticket.getAuthTime(), out);
        time(ticket.getStartTime() == null ? ticket.getAuthTime() : ticket.getStartTime(), out);
        time(ticket.getEndTime(), out);
        time(ticket.getRenewTill(), out);
        out.writeByte(0);
        out.writeInt(flags(ticket.getFlags()));
        // Neither addresses nor authorization data, nor a second ticket.
        out.writeInt(0);
        out.writeInt(0);
        data(ticket.getEncoded(), out);
        out.writeInt(0);
    }

    private static void principal(KerberosPrincipal principal, DataOutputStream out) throws IOException {
        String[] parts = principal.getName().replaceFirst("@[^@]*$", "").split("/");
        out.writeInt(principal.getNameType());
        out.writeInt(parts.length);
        text(principal.getRealm(), out);
        for (String part : parts) {
            text(part, out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        data(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void data(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void time(Date date, DataOutputStream out) throws IOException {
        out.writeInt(date == null ? 0 : (int) (date.getTime() / 1000));
    }

    /** Flag 0 is the highest bit. */
    private static int flags(boolean[] flags) {
        int bits = 0;
        for (int i = 0; i < Math.min(flags.length, Integer.SIZE); i++) {
            bits |= flags[i] ? 1 << Integer.SIZE - 1 - i : 0;
        }
        return bits;
    }
}
