package dev.kerbside.text;

/** Text for one-line messages. */
public final class Messages {
    private Messages() {}

    /** What began it: libraries and reflection wrap it. */
    public static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** First line of an exception's message, without the marks at its end; its class where it has none. */
    public static String first(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElseThrow().replaceAll("[ .;]+$", "");
    }
}
