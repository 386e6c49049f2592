package dev.kerbside;

/**
 * A failure that a person can act on. The message says what, where and what to do next, in one line; it is printed
 * without a stack trace unless {@code --debug} is given. {@link #exitCode} is the exit code of the command.
 */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code for a check that did not hold. */
    public static final int CHECK_FAILED = 1;

    /** Exit code for bad usage or bad input. */
    public static final int USAGE = 2;

    /** Exit code for a lab that cannot start or is not there. */
    public static final int CANNOT_START = 3;

    private final int exitCode;

    private LabException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Bad option or input file: nothing has been done yet. */
    public static LabException usage(String message) {
        return new LabException(USAGE, message, null);
    }

    /** As {@link #usage(String)}, with the exception that showed it. */
    public static LabException usage(String message, Throwable cause) {
        return new LabException(USAGE, message, cause);
    }

    /** The lab cannot start, or is not running where it should. */
    public static LabException cannotStart(String message) {
        return new LabException(CANNOT_START, message, null);
    }

    /** As {@link #cannotStart(String)}, with the exception that showed it. */
    public static LabException cannotStart(String message, Throwable cause) {
        return new LabException(CANNOT_START, message, cause);
    }

    /** Something that a step claims does not hold, or could not be done. */
    public static LabException checkFailed(String message) {
        return new LabException(CHECK_FAILED, message, null);
    }

    /** As {@link #checkFailed(String)}, with the exception that showed it. */
    public static LabException checkFailed(String message, Throwable cause) {
        return new LabException(CHECK_FAILED, message, cause);
    }

    /** The same failure in other words. */
    public LabException inWords(String message) {
        return message.equals(getMessage()) ? this : new LabException(exitCode, message, getCause());
    }

    public int exitCode() {
        return exitCode;
    }
}
