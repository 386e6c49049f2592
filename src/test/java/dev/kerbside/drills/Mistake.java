package dev.kerbside.drills;

import java.util.List;

/**
 * What people get wrong, or right in a way of their own: the reference with a few words changed, in each language.
 *
 * @param step its id begins so
 * @param says what the drill's message must contain, in Java's words; nothing if the code is right
 * @param saysInPython what it must contain besides, or instead, of code in Python
 */
record Mistake(String step, String name, Edits java, Edits python, List<String> says, List<String> saysInPython) {
    /** The mistake in the step, without edits yet. */
    static Mistake of(String step, String name) {
        return new Mistake(step, name, Edits.NONE, Edits.NONE, List.of(), List.of());
    }

    /** One that only people who write Python make. */
    static Mistake inPython(String step, String name) {
        return new Mistake(step, name, Edits.lacking("a mistake of Python's"), Edits.NONE, List.of(), List.of());
    }

    /** In both languages, whose references have these words in common. */
    Mistake both(String from, String to) {
        return java(from, to).python(from, to);
    }

    Mistake java(String from, String to) {
        return new Mistake(step, name, java.with(from, to), python, says, saysInPython);
    }

    Mistake python(String from, String to) {
        return new Mistake(step, name, java, python.with(from, to), says, saysInPython);
    }

    Mistake notInPython(String reason) {
        return new Mistake(step, name, java, Edits.lacking(reason), says, saysInPython);
    }

    /** With a file of its own, in the language that its name says. */
    Mistake beside(String file, String text) {
        boolean inPython = file.endsWith(".py");
        return new Mistake(
                step,
                name,
                inPython ? java : java.beside(file, text),
                inPython ? python.beside(file, text) : python,
                says,
                saysInPython);
    }

    Mistake says(String... words) {
        return new Mistake(step, name, java, python, List.of(words), saysInPython);
    }

    /** Where that is not what is said of Java's, in Python's words. */
    Mistake saysInPython(String... words) {
        return new Mistake(step, name, java, python, says, List.of(words));
    }

    @Override
    public String toString() {
        return step + ": " + name;
    }
}
