package dev.kerbside.taxi;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The 265 taxi zones. The project carries its own table of them, {@code zones.tsv}: facts from TLC's
 * {@code taxi+_zone_lookup.csv}.
 */
public final class Zones {
    /** How many zones there are; their ids are 1 to this. */
    public static final int COUNT = 265;

    private static final String[] HEADER = {"LocationID", "Borough", "Zone", "service_zone"};
    private static final List<Zone> ALL = load();

    private Zones() {}

    /** All zones, by id. */
    public static List<Zone> all() {
        return ALL;
    }

    /** The zones as TLC lays out {@code taxi+_zone_lookup.csv}: a header, quoted strings, CRLF; UTF-8. */
    public static byte[] csv() {
        StringBuilder csv = new StringBuilder();
        csv.append('"').append(String.join("\",\"", HEADER)).append("\"\r\n");
        for (Zone zone : ALL) {
            csv.append(zone.locationId());
            for (String text : List.of(zone.borough(), zone.zone(), zone.serviceZone())) {
                csv.append(",\"").append(text.replace("\"", "\"\"")).append('"');
            }
            csv.append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a lookup table in TLC's layout (UTF-8, any line ends, quotes where wanted) and returns it by id.
     *
     * @param name what to call the file in an error
     * @throws LabException (usage) if it is not a table of exactly the zones 1 to 265
     */
    public static List<Zone> read(InputStream in, String name) {
        List<String[]> lines = lines(in, name);
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0);
        if (!Arrays.equals(header, HEADER)) {
            throw refused(
                    name,
                    "its first line is '%s', not %s".formatted(String.join(",", header), String.join(",", HEADER)));
        }
        List<Zone> zones = new ArrayList<>();
        for (String[] cells : lines.subList(1, lines.size())) {
            zones.add(zone(cells, name, zones.size() + 2));
        }
        zones.sort(Comparator.comparingInt(Zone::locationId));
        for (int i = 0; i < COUNT; i++) {
            if (i >= zones.size() || zones.get(i).locationId() != i + 1) {
                throw refused(name, "zone %d is missing or comes twice".formatted(i + 1));
            }
        }
        if (zones.size() > COUNT) {
            throw refused(name, "it has %d zones, not %d".formatted(zones.size(), COUNT));
        }
        return List.copyOf(zones);
    }

    private static Zone zone(String[] cells, String name, int line) {
        if (cells.length != HEADER.length) {
            throw refused(name, "line %d has %d cells, not %d".formatted(line, cells.length, HEADER.length));
        }
        try {
            return new Zone(Integer.parseInt(cells[0].strip()), cells[1], cells[2], cells[3]);
        } catch (NumberFormatException e) {
            throw refused(name, "line %d has the LocationID '%s', not a number".formatted(line, cells[0]));
        }
    }

    private static List<String[]> lines(InputStream in, String name) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setNullValue("");
        settings.setEmptyValue("");
        try {
            return new CsvParser(settings).parseAll(in, StandardCharsets.UTF_8);
        } catch (TextParsingException | IllegalStateException e) {
            throw refused(name, "it is not CSV (" + Lines.first(e) + ")");
        }
    }

    private static LabException refused(String name, String reason) {
        return LabException.usage(
                "%s is not the taxi zone lookup: %s. Use TLC's taxi+_zone_lookup.csv, or leave it out."
                        .formatted(name, reason));
    }

    private static List<Zone> load() {
        try (InputStream in = Zones.class.getResourceAsStream("zones.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Zone(Integer.parseInt(cells[0]), cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
