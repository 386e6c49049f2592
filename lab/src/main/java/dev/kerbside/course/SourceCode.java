package dev.kerbside.course;

import dev.kerbside.LabException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a source file, and where in it its members stand; in which language, its caller does not see. */
public abstract sealed class SourceCode permits JavaSource, PythonSource {
    private final String name;
    private final String text;
    private final String between;
    private final List<Member> members;
    private final int end;

    /**
     * @param name for messages
     * @param between what stands between two members
     * @param end where a member that has no other place comes
     */
    SourceCode(String name, String text, String between, List<Member> members, int end) {
        this.name = name;
        this.text = text;
        this.between = between;
        this.members = members;
        this.end = end;
    }

    /**
     * The source in this file, in the language that its name tells.
     *
     * @throws LabException if the file cannot be read, and with line and message if it does not parse
     */
    public static SourceCode of(Path file) {
        return Language.of(file).source(file);
    }

    public final String text() {
        return text;
    }

    /** The texts of the members of this name, of nested classes too, each with the comments right above it. */
    public final List<String> members(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .map(member -> indentation(member.start()) + text(member))
                .toList();
    }

    /** The texts of the members of these names, in that order, with an empty line between them. */
    public final String text(List<String> names) {
        return names.stream()
                .flatMap(member -> members(member).stream())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * This source, in which the members of these names are the other's. The first {@code parse} here becomes the first
     * one there, and so on; what is left over here goes, and what is left over there comes after its predecessor, or
     * at the end. All other text stays as it is. Members are those of top-level classes, and of a module.
     *
     * @param other of the same language
     * @throws LabException if the other has none of these names
     */
    public final String with(List<String> names, SourceCode other) {
        List<Member> theirs = other.named(names);
        if (theirs.isEmpty()) {
            throw LabException.checkFailed("%s has no member %s. Put it back: git checkout restores a file."
                    .formatted(other.name, String.join(", ", names)));
        }
        List<Member> ours = named(names);
        Map<Member, String> texts = new HashMap<>();
        List<Member> free = new ArrayList<>(ours);
        StringBuilder atEnd = new StringBuilder();
        Member last = null;
        for (Member their : theirs) {
            Member place = free.stream()
                    .filter(our -> our.name().equals(their.name()))
                    .findFirst()
                    .orElse(null);
            if (place != null) {
                free.remove(place);
                texts.put(place, other.text(their));
                last = place;
            } else if (last != null) {
                texts.merge(last, between + other.text(their), String::concat);
            } else {
                atEnd.append(between).append(other.text(their));
            }
        }
        return joined(ours, texts, atEnd.toString());
    }

    /** This text with the members replaced; a member without a replacement goes, with the space above it. */
    private String joined(List<Member> replaced, Map<Member, String> texts, String atEnd) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (Member member : replaced) {
            String before = text.substring(from, member.start());
            result.append(texts.containsKey(member) ? before : before.stripTrailing());
            result.append(texts.getOrDefault(member, ""));
            from = member.end();
        }
        if (atEnd.isEmpty()) {
            return result.append(text.substring(from)).toString();
        }
        String body = result.append(text, from, end).toString().stripTrailing();
        return body + atEnd(body, atEnd) + text.substring(end);
    }

    /** What is added at the end, with the space around it that it needs there. */
    abstract String atEnd(String body, String added);

    private List<Member> named(List<String> names) {
        return members.stream()
                .filter(member -> member.topLevel() && names.contains(member.name()))
                .toList();
    }

    private String text(Member member) {
        return text.substring(member.start(), member.end());
    }

    private String indentation(int start) {
        String line = text.substring(text.lastIndexOf('\n', start - 1) + 1, start);
        return line.isBlank() ? line : "";
    }
}
