package dev.kerbside.lessons.security;

import dev.kerbside.Lab;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the KDC has written into its log since this was made: the lab's own KDC and MIT's write a request alike. */
final class KdcLog {
    private static final Pattern LINE = Pattern.compile(
            "(\\d\\d:\\d\\d:\\d\\d)\\S* .*?(AS_REQ|TGS_REQ) (?:\\(.*?\\}\\) )?\\S+: "
                    + "(\\w+): (?:authtime \\d+, +)?(?:etypes \\{[^}]*\\},? +)?(<[^>]*>|\\S+) for ([^,\\s]+)(?:, (.*))?");

    private final NodeLog log;

    KdcLog(Lab lab) throws IOException {
        this.log = new NodeLog(lab, "kdc");
    }

    /**
     * A request.
     *
     * @param time of the KDC's clock, to the second
     * @param kind AS_REQ or TGS_REQ
     * @param outcome ISSUE, or the name of an error
     * @param words until when a ticket is good, or why there is none
     */
    record Request(String time, String kind, String outcome, String client, String service, String words) {
        boolean granted() {
            return outcome.equals("ISSUE");
        }

        boolean of(String kindOfIt, String clientOfIt) {
            return kind.equals(kindOfIt) && client.startsWith(clientOfIt + "@");
        }
    }

    List<Request> requests() throws IOException {
        return log.lines().stream().flatMap(KdcLog::request).toList();
    }

    private static Stream<Request> request(String line) {
        Matcher found = LINE.matcher(line);
        return found.find()
                ? Stream.of(new Request(
                        found.group(1),
                        found.group(2),
                        found.group(3),
                        found.group(4),
                        found.group(5),
                        found.group(6) == null ? "" : found.group(6)))
                : Stream.empty();
    }

    /** The requests, as soon as one is like this: a log may be behind. */
    List<Request> after(String what, Predicate<Request> expected) {
        return log.after(what, line -> request(line).anyMatch(expected)).stream()
                .flatMap(KdcLog::request)
                .toList();
    }
}
