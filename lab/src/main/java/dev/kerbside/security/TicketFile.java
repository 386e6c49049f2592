package dev.kerbside.security;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A credential cache of type FILE, version 4, with one ticket: what kinit leaves. Java obtains tickets by every encryption
 * type that a realm may have, and writes no cache; Kerby writes one, and does not know all of those types.
 */
final class TicketFile {
    private static final int VERSION = 0x0504;
    private static final int DELTA_TAG = 1;
    private static final int DELTA_LENGTH = 8;

    private TicketFile() {}

    /** Writes it in place of what is there, for its owner only. */
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
