package dev.kerbside.course;

import dev.kerbside.LabException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of a Java file, and where in it the members of its classes stand. */
public final class JavaSource {
    private static final String BETWEEN = "\n\n    ";

    private final String name;
    private final String text;
    private final JavaMembers members;

    private JavaSource(String name, String text) {
        this.name = name;
        this.text = text;
        this.members = JavaMembers.of(name, text);
    }

    /**
     * The source with this text.
     *
     * @throws LabException with line and message if the text does not parse
     */
    public static JavaSource of(String text) {
        return new JavaSource("The Java source", text);
    }

    /**
     * The source in this file.
     *
     * @throws LabException if the file cannot be read, and with line and message if it does not parse
     */
    public static JavaSource of(Path file) {
        return new JavaSource(file.toString(), TextFile.read(file));
    }

    public String text() {
        return text;
    }

    /**
     * The texts of the methods, constructors and fields of this name, of nested classes too, each with the comments
     * right above it.
     */
    public List<String> members(String name) {
        return members.all().stream()
                .filter(member -> member.name().equals(name))
                .map(member -> indentation(member.start()) + text(member))
                .toList();
    }

    /**
     * This source, in which the members of these names are the other's. The first {@code parse} here becomes the first
     * one there, and so on; what is left over here goes, and what is left over there comes after its predecessor, or
     * at the end of the class. All other text stays as it is. Members are those of top-level classes.
     *
     * @throws LabException if the other has none of these names
     */
    public String with(List<String> names, JavaSource other) {
        List<JavaMembers.Member> theirs = other.named(names);
        if (theirs.isEmpty()) {
            throw LabException.checkFailed("%s has no member %s. Put it back: git checkout restores a file."
                    .formatted(other.name, String.join(", ", names)));
        }
        List<JavaMembers.Member> ours = named(names);
        Map<JavaMembers.Member, String> texts = new HashMap<>();
        List<JavaMembers.Member> free = new ArrayList<>(ours);
        StringBuilder atEnd = new StringBuilder();
        JavaMembers.Member last = null;
        for (JavaMembers.Member their : theirs) {
            JavaMembers.Member place = free.stream()
                    .filter(our -> our.name().equals(their.name()))
                    .findFirst()
                    .orElse(null);
            if (place != null) {
                free.remove(place);
                texts.put(place, other.text(their));
                last = place;
            } else if (last != null) {
                texts.merge(last, BETWEEN + other.text(their), String::concat);
            } else {
                atEnd.append(BETWEEN).append(other.text(their));
            }
        }
        return joined(ours, texts, atEnd.toString());
    }

    /** This text with the members replaced; a member without a replacement goes, with the space above it. */
    private String joined(List<JavaMembers.Member> replaced, Map<JavaMembers.Member, String> texts, String atEnd) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (JavaMembers.Member member : replaced) {
            String before = text.substring(from, member.start());
            result.append(texts.containsKey(member) ? before : before.stripTrailing());
            result.append(texts.getOrDefault(member, ""));
            from = member.end();
        }
        if (atEnd.isEmpty()) {
            return result.append(text.substring(from)).toString();
        }
        String body = result.append(text, from, members.brace()).toString().stripTrailing();
        String first = body.endsWith("{") ? atEnd.substring(1) : atEnd;
        return body + first + "\n" + text.substring(members.brace());
    }

    private List<JavaMembers.Member> named(List<String> names) {
        return members.all().stream()
                .filter(member -> member.topLevel() && names.contains(member.name()))
                .toList();
    }

    private String text(JavaMembers.Member member) {
        return text.substring(member.start(), member.end());
    }

    private String indentation(int start) {
        String line = text.substring(text.lastIndexOf('\n', start - 1) + 1, start);
        return line.isBlank() ? line : "";
    }
}
