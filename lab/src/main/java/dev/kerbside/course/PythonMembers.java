package dev.kerbside.course;

import dev.kerbside.course.PythonLines.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions, classes and values of a Python source, those of its classes too, in the order of the text.
 *
 * @param end where the text ends, or the part above the last lines, if they run the module as a program
 */
record PythonMembers(List<Member> all, int end) {
    private static final Pattern DEFINITION = Pattern.compile("(?:async\\s+)?(?:def|class)\\s+(\\w+)");
    private static final Pattern VALUE = Pattern.compile("(\\w+)\\s*(?:=(?!=)|:\\s*[^\\s=])");
    private static final Set<String> NO_NAMES = Set.of("else", "try", "finally", "lambda");
    private static final String PROGRAM = "if __name__";

    static PythonMembers of(String name, String text) {
        List<Line> lines = PythonLines.of(name, text);
        List<Member> members = new ArrayList<>();
        Deque<Line> around = new ArrayDeque<>();
        int end = text.length();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.isComment()) {
                continue;
            }
            while (!around.isEmpty() && around.peek().indentation() >= line.indentation()) {
                around.pop();
            }
            String member = name(line);
            if (member != null && around.stream().noneMatch(PythonMembers::isFunction)) {
                members.add(new Member(member, start(lines, i, text), end(lines, i), around.isEmpty()));
            }
            if (around.isEmpty()) {
                end = line.text().startsWith(PROGRAM) ? start(lines, i, text) : text.length();
            }
            around.push(line);
        }
        return new PythonMembers(members, text.substring(0, end).stripTrailing().length());
    }

    private static String name(Line line) {
        Matcher definition = DEFINITION.matcher(line.text());
        if (definition.lookingAt()) {
            return definition.group(1);
        }
        Matcher value = VALUE.matcher(line.text());
        return value.lookingAt() && !NO_NAMES.contains(value.group(1)) ? value.group(1) : null;
    }

    private static boolean isFunction(Line line) {
        return line.text().matches("(?s)(?:async\\s+)?def\\b.*");
    }

    /** Where the decorators begin that stand above a line, and the comments right above them. */
    private static int start(List<Line> lines, int i, String text) {
        int first = i;
        for (int above = i - 1; above >= 0 && belongs(lines.get(above), lines.get(i)); above--) {
            boolean decorator = lines.get(above).text().startsWith("@");
            if (decorator || isRightAbove(lines.get(above), lines.get(above + 1), text) && first == above + 1) {
                first = above;
            }
        }
        return lines.get(first).start();
    }

    private static boolean belongs(Line above, Line line) {
        return above.indentation() == line.indentation()
                && (above.isComment() || above.text().startsWith("@"));
    }

    private static boolean isRightAbove(Line above, Line line, String text) {
        return text.substring(above.end(), line.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                == 1;
    }

    /** The end of the last line that is indented more, for as long as only such lines and comments follow. */
    private static int end(List<Line> lines, int i) {
        int end = lines.get(i).end();
        for (Line below : lines.subList(i + 1, lines.size())) {
            boolean inside = below.indentation() > lines.get(i).indentation();
            if (!inside && !below.isComment()) {
                break;
            }
            end = inside ? below.end() : end;
        }
        return end;
    }
}
