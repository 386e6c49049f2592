package dev.kerbside.lessons.security;

/** A part of a lesson cannot be done with the rights that the person has. The message says why, as the servers say it. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
        super(why);
    }

    Refused(String why, Throwable cause) {
        super(why, cause);
    }
}
