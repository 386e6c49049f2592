package dev.kerbside.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which signs a line may have: their words are looked for all at once, by their first four letters. */
final class SignIndex {
    /** The signs of all known failures, with what they show. */
    static final SignIndex KNOWN = new SignIndex(Failures.KNOWN);

    private static final int LETTERS = 4;
    private static final int BITS = 16;

    /**
     * @param rank its place among all signs: those of an earlier failure come first
     */
    record Entry(int rank, Sign sign, Failure failure) {}

    private record Word(String text, Entry entry) {}

    /** By their first letters, a byte each. */
    private final Map<Integer, List<Word>> words = new HashMap<>();

    /** Whether there may be words with first letters that have this hash: so for most characters nothing else is asked. */
    private final boolean[] may = new boolean[1 << BITS];

    /** @throws IllegalArgumentException if a word is shorter than four letters */
    SignIndex(List<Failure> failures) {
        int rank = 0;
        for (Failure failure : failures) {
            for (Sign sign : failure.signs()) {
                Entry entry = new Entry(rank++, sign, failure);
                sign.words().forEach(word -> add(new Word(word, entry)));
            }
        }
    }

    private void add(Word word) {
        if (word.text().length() < LETTERS) {
            throw new IllegalArgumentException("A sign has a part of four letters at least: "
                    + word.entry().sign());
        }
        int first = 0;
        for (int i = 0; i < LETTERS; i++) {
            first = with(first, word.text().charAt(i));
        }
        words.computeIfAbsent(first, letters -> new ArrayList<>()).add(word);
        may[hash(first)] = true;
    }

    /** The signs that the line may have, by their rank; none in almost every line. */
    List<Entry> candidates(String line) {
        Map<Integer, Entry> found = null;
        int letters = 0;
        for (int i = 0; i < line.length(); i++) {
            letters = with(letters, line.charAt(i));
            if (may[hash(letters)]) {
                for (Word word : words.getOrDefault(letters, List.of())) {
                    if (line.regionMatches(
                            true, i + 1 - LETTERS, word.text(), 0, word.text().length())) {
                        found = found == null ? new TreeMap<>() : found;
                        found.put(word.entry().rank(), word.entry());
                    }
                }
            }
        }
        return found == null ? List.of() : List.copyOf(found.values());
    }

    /** The last four letters, when this one comes next; in lower case, and all that is not ASCII is one. */
    private static int with(int letters, char next) {
        int letter = next >= 'A' && next <= 'Z' ? next + ('a' - 'A') : next < 128 ? next : 128;
        return letters << 8 | letter;
    }

    private static int hash(int letters) {
        return (letters * 0x9E3779B1) >>> (32 - BITS);
    }
}
