package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What the engine says while it builds: steps and now and then a line for the person who waits, the rest on failure. */
final class BuildLog extends ResultCallback.Adapter<BuildResponseItem> {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int LAST_LINES = 12;
    private static final int WIDTH = 110;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern MESSAGE = Pattern.compile("^Status \\d+: \\{\"message\":\"(.*)\"}$");

    private final Progress progress;
    private final Deque<String> last = new ArrayDeque<>();
    private Instant said = Instant.now();
    private String error;

    BuildLog(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onNext(BuildResponseItem item) {
        if (item.isErrorIndicated()) {
            error = item.getErrorDetail() == null
                    ? item.getError()
                    : item.getErrorDetail().getMessage();
        } else if (item.getStream() != null) {
            item.getStream()
                    .lines()
                    .map(line -> COLOUR.matcher(line).replaceAll("").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(this::line);
        }
    }

    void line(String line) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        if (line.startsWith("Step ")
                || line.startsWith("NOTE: ")
                || line.startsWith("base-image: ")
                || Instant.now().isAfter(said.plus(QUIET))) {
            String text = line.replaceAll("\\s+", " ");
            progress.say("  " + (text.length() > WIDTH ? text.substring(0, WIDTH - 4) + " ..." : text));
            said = Instant.now();
        }
    }

    String lastLine() {
        return last.isEmpty() ? "it said nothing" : last.getLast();
    }

    /** What the engine said, out of the JSON that docker-java wraps it in. */
    static String reason(Throwable e) {
        return e.getMessage() == null
                ? e.toString()
                : MESSAGE.matcher(e.getMessage().strip()).replaceFirst("$1").replace("\\\"", "\"");
    }

    /** Waits for the end of the build of this image, and throws if it failed. */
    void await(String tag) {
        String failure;
        try {
            awaitCompletion();
            failure = error;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        } catch (RuntimeException e) {
            // docker-java wraps what the connection said.
            failure = reason(e.getCause() == null ? e : e.getCause());
        }
        if (failure != null) {
            throw LabException.cannotStart(
                    ("The image %s was not built: %s. The build's last lines:%n  %s%nThe usual cause is a network that does not reach Debian's packages; then try again (what is done is kept). By hand: docker/README.md")
                            .formatted(tag, failure, String.join("\n  ", last)));
        }
    }
}
