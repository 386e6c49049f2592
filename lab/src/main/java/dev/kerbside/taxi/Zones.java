package dev.kerbside.taxi;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The 265 taxi zones. The project carries its own table of them, {@code zones.tsv}: facts from TLC's
 * {@code taxi+_zone_lookup.csv}.
 */
public final class Zones {
    /** How many zones there are; their ids are 1 to this. */
    public static final int COUNT = 265;

    static final List<String> HEADER = List.of("LocationID", "Borough", "Zone", "service_zone");

    private static final List<Zone> ALL = load();

    private Zones() {}

    /** All zones, by id. */
    public static List<Zone> all() {
        return ALL;
    }

    /** The project's zones as TLC lays out {@code taxi+_zone_lookup.csv}. */
    public static byte[] csv() {
        return csv(ALL);
    }

    /** Zones as TLC lays out {@code taxi+_zone_lookup.csv}: a header, quoted strings, CRLF; UTF-8. */
    public static byte[] csv(List<Zone> zones) {
        StringBuilder csv = new StringBuilder();
        csv.append('"').append(String.join("\",\"", HEADER)).append("\"\r\n");
        for (Zone zone : zones) {
            csv.append(zone.locationId());
            for (String text : List.of(zone.borough(), zone.zone(), zone.serviceZone())) {
                // Spark takes nothing for null, and "" for a text.
                csv.append(text.isEmpty() ? "," : ",\"" + text.replace("\"", "\"\"") + '"');
            }
            csv.append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a lookup table and returns it by id: UTF-8 or (with its mark) UTF-16; commas, semicolons, tabs or bars;
     * any line ends; quotes where wanted; the columns of TLC's table in any order and case, and any others beside them.
     *
     * @param name what to call the file in an error
     * @throws LabException (usage) if it is not a table of exactly the zones 1 to 265
     */
    public static List<Zone> read(InputStream in, String name) throws IOException {
        return new ZoneTable(name).read(ZoneTable.text(in.readAllBytes(), name));
    }

    /** Reads a table that Spark reads by the places of its columns: TLC's layout, to the order of the columns. */
    public static List<Zone> readPlain(InputStream in, String name) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("").replace("\"", "");
        if (!first.equals(String.join(",", HEADER))) {
            throw refused(name, "its first line is '%s', not %s".formatted(first.strip(), String.join(",", HEADER)));
        }
        return new ZoneTable(name).read(text);
    }

    /** The first zone that is not the same in both, in words. */
    public static String difference(List<Zone> found, List<Zone> expected) {
        return IntStream.range(0, COUNT)
                .filter(i -> !found.get(i).equals(expected.get(i)))
                .mapToObj(i -> "%s, not %s".formatted(found.get(i), expected.get(i)))
                .findFirst()
                .orElse("none");
    }

    static LabException refused(String name, String reason) {
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
