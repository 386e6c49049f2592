package dev.kerbside.lessons.security;

import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import java.util.List;

/** What a job and the servers must say when a right is taken, and that nothing is lost by it. */
final class PermissionsExpectations {
    private static final String NO_RIGHT = "Topic authorization failed";
    private static final String AGAIN = "Do the lesson again.";

    private PermissionsExpectations() {}

    /**
     * That each part was done, or skipped where that may be.
     *
     * @throws LabException if not, or if nothing was done at all
     */
    static void requireParts(PermissionsFindings found, Lab lab) {
        for (PermissionsPart part : PermissionsPart.values()) {
            String why = found.skipped().get(part);
            if (found.has(part) == (why != null)) {
                throw LabException.checkFailed("The findings are not whole: %s. %s".formatted(part, AGAIN));
            }
            if (why != null && !part.mayBeSkipped(lab)) {
                throw LabException.checkFailed("This lab can do all of it, and did not do %s. %s"
                        .formatted(PermissionsParts.line(part, why), AGAIN));
            }
        }
        if (found.skipped().keySet().containsAll(PermissionsPart.wholes())) {
            throw LabException.checkFailed("Nothing of this lesson could be done here: %s."
                    .formatted(String.join("; ", found.skippedLines())));
        }
    }

    /**
     * Of what was done.
     *
     * @param written the numbers in HDFS
     * @param writer whose folder it is, as HDFS says
     */
    static void claim(PermissionsFindings found, List<Long> written, String writer, Claims claims) {
        if (found.topic() != null) {
            claim(found.topic(), claims);
        }
        if (found.folder() != null) {
            claim(found.folder(), writer, claims);
        }
        boolean taken = found.topic() != null || found.folder() != null;
        claims.that(
                        NumberStream.wrong(written, found.sent()).isEmpty(),
                        "%s: %,d numbers in HDFS, each once"
                                .formatted(
                                        taken
                                                ? "each time the right was given back and the job started again"
                                                : "no right could be taken, and the job did its work",
                                        written.size()))
                .orElse(
                        "Not in the lesson's folder in HDFS exactly once: " + NumberStream.wrong(written, found.sent()),
                        AGAIN);
    }

    private static void claim(TopicTrial.Found found, Claims claims) {
        claims.that(found.never().equals(NO_RIGHT), "a job without the right to read: " + found.never())
                .orElse("A job without the right to read says: " + found.never(), AGAIN)
                .that(
                        found.revoked().equals(NO_RIGHT),
                        "the right is taken while it runs, and it ends: " + found.revoked())
                .orElse("The right to read was taken, and the job says: " + found.revoked(), AGAIN);
        if (found.brokersSaid() != null) {
            claims.that(
                            all(found.brokersSaid(), "User:" + PermissionsFindings.READER.primary()),
                            "a broker's log: " + first(found.brokersSaid()))
                    .orElse("The brokers' logs: " + found.brokersSaid(), AGAIN);
        }
    }

    private static void claim(FolderTrial.Found found, String writer, Claims claims) {
        claims.that(
                        found.revoked().startsWith("Permission denied: user=%s,".formatted(writer)),
                        "the right to the folder is taken, and it ends: " + found.revoked())
                .orElse("The right to the folder was taken, and the job says: " + found.revoked(), AGAIN);
        if (found.nameNodeSaid() != null) {
            claims.that(
                            all(found.nameNodeSaid(), "ugi=" + PermissionsFindings.WRITER),
                            "the NameNode's log: " + first(found.nameNodeSaid()))
                    .orElse("The NameNode's log: " + found.nameNodeSaid(), AGAIN);
        }
        claims.equal(
                "bytes of a file that was open then, and was written to its end",
                found.openFile(),
                (long) "before and after".length(),
                AGAIN);
    }

    private static boolean all(List<String> lines, String say) {
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.contains(say));
    }

    private static String first(List<String> lines) {
        return lines.stream().map(PermissionsExpectations::words).findFirst().orElse("");
    }

    /** A line of a log without time and level. */
    private static String words(String line) {
        return line.replaceFirst("^.*? - ", "").replace('\t', ' ');
    }
}
