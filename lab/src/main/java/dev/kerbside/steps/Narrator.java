package dev.kerbside.steps;

/** Tells a person what is being done. */
public interface Narrator {
    /** A line that stays. */
    void say(String line);

    /** How far a long piece of work is; replaces the one before where the terminal can. */
    void progress(String line);
}
