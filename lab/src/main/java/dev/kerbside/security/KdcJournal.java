package dev.kerbside.security;

import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a KDC: a line a request, as MIT's krb5kdc writes it. {@code TGS_REQ 127.0.0.1: ISSUE: tdp_user@REALM.TDP for
 * kafka/localhost@REALM.TDP, until 2026-11-24T10:00:00Z}; a refusal has its error's name in place of ISSUE, and its words
 * at the end. A character that could act in a terminal, or break the line, has its number
 * in place of it.
 */
final class KdcJournal {
    private static final Logger LOG = LoggerFactory.getLogger(KdcJournal.class);

    private static final Pattern UNSEEN = Pattern.compile("[^ -~]");
    private static final Pattern NO_PART_OF_A_NAME = Pattern.compile("[^!-~]|,");

    private final String exchange;
    private final String address;
    private final String client;
    private final String service;

    /**
     * What is asked for.
     *
     * @param exchange AS_REQ or TGS_REQ
     * @param client with its realm; {@code null} as long as nobody knows
     * @param service with its realm; {@code null} if none is named
     */
    KdcJournal(String exchange, String address, String client, String service) {
        this.exchange = exchange;
        this.address = address;
        this.client = client;
        this.service = service;
    }

    void issued(Instant end) {
        line("ISSUE", "until " + end);
    }

    /** @param error its name in RFC 4120, or the KDC's own */
    void refused(String error, String words) {
        line(error, words);
    }

    private void line(String outcome, String words) {
        LOG.info(
                "{} {}: {}: {} for {}, {}",
                exchange,
                address,
                outcome,
                client == null ? "<unknown>" : name(client),
                service == null ? "<unknown>" : name(service),
                visible(words));
    }

    /** One word, so that no name can pass for two, or for the rest of the line. */
    private static String name(String sent) {
        return escaped(NO_PART_OF_A_NAME, sent);
    }

    /** What a stranger has sent, or what was said of it, on one line of plain letters. */
    static String visible(String sent) {
        return escaped(UNSEEN, sent);
    }

    private static String escaped(Pattern which, String text) {
        return which.matcher(text)
                .replaceAll(found -> "\\\\u%04X".formatted(found.group().codePointAt(0)));
    }
}
