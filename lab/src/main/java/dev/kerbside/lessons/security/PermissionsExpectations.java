package dev.kerbside.lessons.security;

import dev.kerbside.drills.Claims;
import java.util.List;

/** What a job and the servers must say when a right is taken, and that nothing is lost by it. */
final class PermissionsExpectations {
    private static final String NO_RIGHT = "Topic authorization failed";
    private static final String AGAIN = "Do the lesson again.";

    private PermissionsExpectations() {}

    /** @param written the numbers in HDFS */
    static void claim(PermissionsFindings found, List<Long> written, Claims claims) {
        claims.that(found.neverGranted().equals(NO_RIGHT), "a job without the right to read: " + found.neverGranted())
                .orElse("A job without the right to read says: " + found.neverGranted(), AGAIN)
                .that(
                        found.topicRevoked().equals(NO_RIGHT),
                        "the right is taken while it runs, and it ends: " + found.topicRevoked())
                .orElse("The right to read was taken, and the job says: " + found.topicRevoked(), AGAIN)
                .that(
                        all(found.brokersSaid(), "User:" + PermissionsFindings.READER.primary()),
                        "a broker's log: " + first(found.brokersSaid()))
                .orElse("The brokers' logs: " + found.brokersSaid(), AGAIN)
                .that(
                        found.folderRevoked()
                                .startsWith("Permission denied: user=" + PermissionsFindings.WRITER.primary()),
                        "the right to the folder is taken, and it ends: " + found.folderRevoked())
                .orElse("The right to the folder was taken, and the job says: " + found.folderRevoked(), AGAIN)
                .that(
                        all(found.nameNodeSaid(), "ugi=" + PermissionsFindings.WRITER),
                        "the NameNode's log: " + first(found.nameNodeSaid()))
                .orElse("The NameNode's log: " + found.nameNodeSaid(), AGAIN)
                .equal(
                        "bytes of a file that was open then, and was written to its end",
                        found.openFile(),
                        (long) "before and after".length(),
                        AGAIN)
                .that(
                        NumberStream.wrong(written, found.sent()).isEmpty(),
                        "each time the right was given back and the job started again: %,d numbers in HDFS, each once"
                                .formatted(written.size()))
                .orElse(
                        "Not in the lesson's folder in HDFS exactly once: " + NumberStream.wrong(written, found.sent()),
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
