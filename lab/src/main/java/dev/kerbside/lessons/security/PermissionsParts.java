package dev.kerbside.lessons.security;

import dev.kerbside.steps.TutorialContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which parts of the lesson are done, and which are skipped, and why. The person is told of each that is. */
final class PermissionsParts {
    private final TutorialContext context;
    private final Map<PermissionsPart, String> skipped = new EnumMap<>(PermissionsPart.class);

    PermissionsParts(TutorialContext context) {
        this.context = context;
    }

    /** A part, done. */
    interface Trial<F> {
        F observe() throws Exception;
    }

    /** Whether this lab can do it, as far as is known before; it is skipped if not. */
    boolean allow(PermissionsPart part) {
        Optional<String> lacking = part.lacking(context.lab());
        lacking.ifPresent(why -> skip(part, why));
        return lacking.isEmpty();
    }

    /**
     * Does it.
     *
     * @return what was found; null if it is skipped
     */
    <F> F attempt(PermissionsPart part, Trial<F> trial) throws Exception {
        if (!allow(part)) {
            return null;
        }
        try {
            return trial.observe();
        } catch (Refused e) {
            skip(part, e.getMessage());
            return null;
        }
    }

    private void skip(PermissionsPart part, String why) {
        if (skipped.putIfAbsent(part, why) == null) {
            context.narrator().say("skipped: " + line(part, why));
        }
        part.seenOfIt().forEach(seen -> skip(seen, seen.lacking(context.lab()).orElse("nothing of it is done")));
    }

    /** Each with its reason. */
    Map<PermissionsPart, String> skipped() {
        return skipped;
    }

    /** Such a part with its reason, for people. */
    static String line(PermissionsPart part, String why) {
        return part + ", because " + why;
    }
}
