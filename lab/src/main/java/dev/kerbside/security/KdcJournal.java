package dev.kerbside.security;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a KDC: a line a request, as MIT's krb5kdc writes it. {@code TGS_REQ 127.0.0.1: ISSUE: tdp_user@REALM.TDP for
 * kafka/localhost@REALM.TDP, until 2026-11-24T10:00:00Z}; a refusal has its error's name in place of ISSUE, and its words
 * at the end.
 */
final class KdcJournal {
    private static final Logger LOG = LoggerFactory.getLogger(KdcJournal.class);

    private final String exchange;
    private final String address;
    private final String client;
    private final String service;

    /**
     * What is asked for.
     *
     * @param exchange AS_REQ or TGS_REQ
     * @param client with its realm; {@code null} as long as nobody knows
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
                client == null ? "<unknown>" : client,
                service,
                words);
    }
}
