package dev.kerbside.taxi;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.kerbside.text.Messages;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One file of taxi zones, read as {@link Zones#read} says; what is not clear is refused with line and reason. */
final class ZoneTable {
    private static final char MARK = '\ufeff';

    private final String name;

    ZoneTable(String name) {
        this.name = name;
    }

    /** The text of a file in UTF-8, or in UTF-16 if it begins with the mark. */
    static String text(byte[] bytes, String name) {
        boolean wide = bytes.length > 1
                && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                        || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Zones.refused(name, "it is not text in " + charset);
        }
    }

    List<Zone> read(String text) {
        String first = text.lines().findFirst().orElse("");
        List<String[]> lines = lines(text, delimiter(first));
        int[] places = places(lines.isEmpty() ? new String[0] : lines.get(0), first);
        List<Zone> zones = new ArrayList<>();
        for (String[] cells : lines.subList(1, lines.size())) {
            zones.add(zone(cells, places, zones.size() + 2));
        }
        zones.sort(Comparator.comparingInt(Zone::locationId));
        for (int i = 0; i < zones.size(); i++) {
            int id = zones.get(i).locationId();
            if (i > 0 && zones.get(i - 1).locationId() == id) {
                throw Zones.refused(name, "zone %d comes twice".formatted(id));
            }
            if (id < 1 || id > Zones.COUNT) {
                throw Zones.refused(name, "it has a zone %d, but there are only 1 to %d".formatted(id, Zones.COUNT));
            }
            if (id != i + 1) {
                throw Zones.refused(name, "zone %d is missing".formatted(i + 1));
            }
        }
        if (zones.size() < Zones.COUNT) {
            throw Zones.refused(name, "zone %d is missing".formatted(zones.size() + 1));
        }
        return List.copyOf(zones);
    }

    private static char delimiter(String header) {
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            if (header.split(Pattern.quote(String.valueOf(candidate)), -1).length >= Zones.HEADER.size()) {
                return candidate;
            }
        }
        return ',';
    }

    /** Where the four columns are; each must be there once. */
    private int[] places(String[] header, String first) {
        List<String> names = Arrays.stream(header).map(ZoneTable::spelling).toList();
        return Zones.HEADER.stream()
                .mapToInt(column -> {
                    int place = names.indexOf(spelling(column));
                    if (place < 0 || place != names.lastIndexOf(spelling(column))) {
                        throw Zones.refused(
                                name,
                                "its first line, '%s', %s %s"
                                        .formatted(
                                                first.length() > 80 ? first.substring(0, 80) + "…" : first,
                                                place < 0 ? "lacks" : "has twice",
                                                column));
                    }
                    return place;
                })
                .toArray();
    }

    private static String spelling(String name) {
        return name == null ? "" : name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private Zone zone(String[] cells, int[] places, int line) {
        int needed = Arrays.stream(places).max().orElseThrow() + 1;
        if (cells.length < needed) {
            throw Zones.refused(name, "line %d has %d cells, not %d".formatted(line, cells.length, needed));
        }
        String id = cells[places[0]].strip();
        if (!id.matches("[0-9]{1,9}([.]0*)?")) {
            throw Zones.refused(name, "line %d has the LocationID '%s', not a whole number".formatted(line, id));
        }
        int number = Integer.parseInt(id.replaceFirst("[.].*", ""));
        return new Zone(number, cells[places[1]], cells[places[2]], cells[places[3]]);
    }

    private List<String[]> lines(String text, char delimiter) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(delimiter);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setNullValue("");
        settings.setEmptyValue("");
        try {
            return new CsvParser(settings).parseAll(new StringReader(text));
        } catch (TextParsingException | IllegalStateException e) {
            throw Zones.refused(name, "it is not CSV (" + Messages.first(e) + ")");
        }
    }
}
