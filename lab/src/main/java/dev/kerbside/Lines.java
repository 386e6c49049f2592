package dev.kerbside;

/** Text for one-line messages. */
public final class Lines {
    private Lines() {}

    /** First line of an exception's message, without a full stop; its class where it has none. */
    public static String first(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElseThrow().replaceAll("\\.$", "");
    }
}
