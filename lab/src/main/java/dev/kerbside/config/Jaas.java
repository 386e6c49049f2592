package dev.kerbside.config;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import java.nio.file.Path;

/** Login module lines of JAAS: the value of Kafka's {@code sasl.jaas.config}, and JAAS files. */
public final class Jaas {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule required ";

    /** How the holder of a delegation token proves that he has it. */
    public static final String TOKEN_MECHANISM = "SCRAM-SHA-512";

    static final String TOKEN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    private Jaas() {}

    /** Log in with a keytab: servers, and jobs that outlive a ticket. */
    public static String keytab(Principal principal, Path keytab) {
        return MODULE
                + "useKeyTab=true storeKey=true doNotPrompt=true keyTab=\"%s\" principal=\"%s\";"
                        .formatted(keytab, principal);
    }

    /** Use the ticket that {@code kinit} left in this credential cache. */
    public static String ticketCache(Path cache) {
        return MODULE + "useTicketCache=true doNotPrompt=true ticketCache=\"%s\";".formatted(cache);
    }

    /** The login of the lab's user that lasts longest: by keytab where there is one. */
    public static String lasting(Endpoints lab) {
        return lab.lentTicket() == null ? keytab(lab.user(), lab.keytab()) : ticketCache(lab.lentTicket());
    }

    /**
     * Show a delegation token of Kafka's: no keytab, no ticket.
     *
     * @param hmac what proves it, in Base64: a secret
     */
    public static String token(String id, String hmac) {
        return TOKEN_MODULE + " required username=\"%s\" password=\"%s\" tokenauth=\"true\";".formatted(id, hmac);
    }

    /** A JAAS file with the one entry that Kafka's clients look for. */
    public static String kafkaClientFile(String login) {
        return "KafkaClient {\n    " + login + "\n};\n";
    }
}
