package dev.kerbside.lessons.security;

import dev.kerbside.Capability;
import dev.kerbside.Lab;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What lesson 27 consists of. What a lab, or the rights that a person has there, do not allow is skipped. */
enum PermissionsPart {
    TOPIC("the right to read the topic", null, PermissionsPart::withoutSuperuser),
    BROKERS_LOG("what the brokers log", TOPIC, without(Capability.NODE_LOGS)),
    FOLDER("the right to write into the folder", null, lab -> Optional.empty()),
    NAMENODE_LOG("what the NameNode logs", FOLDER, without(Capability.NODE_LOGS)),
    TOKEN("the delegation token", null, lab -> Optional.empty()),
    KDC_JOURNAL("what the KDC is asked while the token is used", TOKEN, without(Capability.KDC_JOURNAL));

    private final String words;
    private final PermissionsPart whole;
    private final Function<Lab, Optional<String>> lack;

    /** @param whole of which this is seen; null if it stands by itself */
    PermissionsPart(String words, PermissionsPart whole, Function<Lab, Optional<String>> lack) {
        this.words = words;
        this.whole = whole;
        this.lack = lack;
    }

    private static Function<Lab, Optional<String>> without(Capability needed) {
        return lab -> Capability.lacking(lab.capabilities(), Set.of(needed));
    }

    /**
     * Whoever may ALTER the cluster could take READ from themselves by a DENY. But the brokers tell nobody by which name they
     * know them, and a lab that is killed would leave it there.
     */
    private static Optional<String> withoutSuperuser(Lab lab) {
        return Superusers.find(lab.endpoints(), "kafka").isPresent()
                ? Optional.empty()
                : Optional.of(
                        "ACLs are the cluster's own, and the lab changes them only where it has the keys of Kafka's superuser");
    }

    /** Why this lab cannot do it, in words; nothing if it can, or only the servers know. */
    Optional<String> lacking(Lab lab) {
        return lack.apply(lab);
    }

    /** Whether findings of this lab may be without it: it lacks it, or its servers are somebody else's and may refuse it. */
    boolean mayBeSkipped(Lab lab) {
        return lacking(lab).isPresent()
                || Superusers.find(lab.endpoints(), "kafka").isEmpty();
    }

    /** Those that are seen of this one only. */
    List<PermissionsPart> seenOfIt() {
        return Arrays.stream(values()).filter(part -> part.whole == this).toList();
    }

    /** Those that stand by themselves. */
    static List<PermissionsPart> wholes() {
        return Arrays.stream(values()).filter(part -> part.whole == null).toList();
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
