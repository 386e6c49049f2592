package dev.kerbside.explain;

import io.netty.buffer.search.AbstractMultiSearchProcessorFactory;
import io.netty.buffer.search.AhoCorasicSearchProcessorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which signs a line may have: their words are looked for all at once (Aho and Corasick's way, by Netty). */
final class SignIndex {
    private static final byte OTHER = 0;

    /** The signs of all known failures, with what they show. */
    static final SignIndex KNOWN = new SignIndex(Failures.KNOWN);

    /**
     * @param rank its place among all signs: those of an earlier failure come first
     */
    record Entry(int rank, Sign sign, Failure failure) {}

    private final List<List<Entry>> entries = new ArrayList<>();
    private final AhoCorasicSearchProcessorFactory search;

    SignIndex(List<Failure> failures) {
        List<Entry> all = new ArrayList<>();
        for (Failure failure : failures) {
            failure.signs().forEach(sign -> all.add(new Entry(all.size(), sign, failure)));
        }
        List<String> words = shortest(
                all.stream().flatMap(entry -> entry.sign().words()).distinct().toList());
        for (String word : words) {
            entries.add(all.stream().filter(has(word)).toList());
        }
        search = AbstractMultiSearchProcessorFactory.newAhoCorasicSearchProcessorFactory(
                words.stream().map(SignIndex::bytes).toArray(byte[][]::new));
    }

    /** Those that have no other within: so no two of them end at the same character. */
    private static List<String> shortest(List<String> words) {
        return words.stream()
                .filter(word -> words.stream().noneMatch(other -> !other.equals(word) && word.contains(other)))
                .toList();
    }

    private static Predicate<Entry> has(String word) {
        return entry -> entry.sign().words().anyMatch(own -> own.contains(word));
    }

    /** The signs that the line may have, by their rank; none in almost every line. */
    List<Entry> candidates(CharSequence line) {
        AhoCorasicSearchProcessorFactory.Processor processor = search.newSearchProcessor();
        NavigableMap<Integer, Entry> found = null;
        for (int i = 0; i < line.length(); i++) {
            if (!processor.process(folded(line.charAt(i)))) {
                found = found == null ? new TreeMap<>() : found;
                for (Entry entry : entries.get(processor.getFoundNeedleId())) {
                    found.put(entry.rank(), entry);
                }
            }
        }
        return found == null ? List.of() : List.copyOf(found.values());
    }

    private static byte[] bytes(String word) {
        byte[] bytes = new byte[word.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = folded(word.charAt(i));
        }
        return bytes;
    }

    /** In lower case; signs are written in ASCII, and all else is one character here. */
    private static byte folded(char c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c < 128 ? (byte) c : OTHER;
    }
}
