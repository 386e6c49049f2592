package dev.kerbside;

/** Where tdp_user types commands. The caller chooses streams and starts it; its exit code is the shell's. */
public interface Shell {
    /** For a person at a terminal; the prompt names user and place. */
    ProcessBuilder interactive();

    /** Runs these commands, as {@code bash -c} does. */
    ProcessBuilder running(String commands);
}
