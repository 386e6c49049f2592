package dev.kerbside.steps;

/** Tells a person what is being done. */
public interface Narrator {
    /** Says nothing. */
    Narrator SILENT = new Narrator() {
        @Override
        public void say(String line) {}

        @Override
        public void progress(String line) {}
    };

    /** A line that stays. */
    void say(String line);

    /** How far a long piece of work is; replaces the one before where the terminal can. */
    void progress(String line);
}
