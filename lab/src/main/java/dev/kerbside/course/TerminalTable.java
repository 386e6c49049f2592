package dev.kerbside.course;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** A table in aligned columns. Where it is too wide its cells are wrapped, and its rows stand apart. */
final class TerminalTable {
    private static final String GAP = "  ";

    private final TerminalPage terminal;
    private final TerminalText text;

    TerminalTable(TerminalPage terminal, TerminalText text) {
        this.terminal = terminal;
        this.text = text;
    }

    /** A cell, its text on one line. */
    private record Cell(AttributedString text, TableCell.Alignment alignment) {}

    List<AttributedString> lines(TableBlock table, int width) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Node part : Markdown.children(table)) {
            boolean head = part instanceof TableHead;
            Markdown.children(part).forEach(row -> rows.add(cells(row, head)));
        }
        int[] widths = widths(rows, width);
        List<AttributedString> lines = new ArrayList<>(row(rows.get(0), widths));
        lines.add(new AttributedString(String.join(
                GAP,
                Arrays.stream(widths).mapToObj(terminal.sign("─", "-")::repeat).toList())));
        List<List<AttributedString>> body =
                rows.stream().skip(1).map(row -> row(row, widths)).toList();
        boolean wrapped = body.stream().anyMatch(row -> row.size() > 1);
        for (List<AttributedString> row : body) {
            if (wrapped && row != body.get(0)) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(row);
        }
        return lines;
    }

    private List<Cell> cells(Node row, boolean head) {
        return Markdown.children(row).stream()
                .map(TableCell.class::cast)
                .map(cell -> new Cell(
                        text.of(cell, head ? AttributedStyle.BOLD : AttributedStyle.DEFAULT), cell.getAlignment()))
                .toList();
    }

    /** As wide as the cells are; if that is too much, the widest column gives way, down to its longest word. */
    private static int[] widths(List<List<Cell>> rows, int width) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> widest(rows, column, Integer.MAX_VALUE))
                .toArray();
        int[] words = IntStream.range(0, columns)
                .map(column -> widest(rows, column, 1))
                .toArray();
        int room = Math.max(columns, width - GAP.length() * (columns - 1));
        while (Arrays.stream(widths).sum() > room) {
            IntStream.range(0, columns)
                    .boxed()
                    .max((a, b) -> {
                        int byRoom = Boolean.compare(widths[a] > words[a], widths[b] > words[b]);
                        return byRoom != 0 ? byRoom : Integer.compare(widths[a], widths[b]);
                    })
                    .ifPresent(column -> widths[column]--);
        }
        return widths;
    }

    /** The widest line of a column whose cells are wrapped to a width. */
    private static int widest(List<List<Cell>> rows, int column, int width) {
        return rows.stream()
                .flatMap(row -> Wrap.words(row.get(column).text(), width).stream())
                .mapToInt(AttributedString::columnLength)
                .max()
                .orElse(1);
    }

    private static List<AttributedString> row(List<Cell> cells, int[] widths) {
        List<List<AttributedString>> wrapped = IntStream.range(0, widths.length)
                .mapToObj(column -> Wrap.narrow(cells.get(column).text(), widths[column]))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(i -> line(cells, wrapped, widths, i))
                .toList();
    }

    private static AttributedString line(List<Cell> cells, List<List<AttributedString>> wrapped, int[] widths, int i) {
        List<AttributedString> parts = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            List<AttributedString> lines = wrapped.get(column);
            AttributedString part = i < lines.size() ? lines.get(i) : AttributedString.EMPTY;
            int space = widths[column] - part.columnLength();
            int left = cells.get(column).alignment() == TableCell.Alignment.RIGHT
                    ? space
                    : cells.get(column).alignment() == TableCell.Alignment.CENTER ? space / 2 : 0;
            parts.add(new AttributedString((column == 0 ? "" : GAP) + " ".repeat(left)));
            parts.add(part);
            parts.add(new AttributedString(" ".repeat(space - left)));
        }
        return Wrap.join(parts.toArray(AttributedString[]::new));
    }
}
