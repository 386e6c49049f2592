package dev.kerbside.taxi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ZonesTest {
    private static final String CSV = new String(Zones.csv(), StandardCharsets.UTF_8);

    @Test
    void areTheIdsFrom1To265() {
        assertThat(Zones.all()).hasSize(265);
        assertThat(Zones.all().get(0)).isEqualTo(new Zone(1, "EWR", "Newark Airport", "EWR"));
        assertThat(Zones.all().get(264)).isEqualTo(new Zone(265, "Unknown", "NA", "N/A"));
    }

    @Test
    void areWrittenByteForByteAsTlcDoes() throws IOException {
        assertThat(Zones.csv()).isEqualTo(Files.readAllBytes(RealMonths.file("taxi+_zone_lookup.csv")));
    }

    @Test
    void areReadBackFromTheirCsvQuotedOrNot() {
        assertThat(read(CSV)).isEqualTo(Zones.all());
        assertThat(read(CSV.replace("\"", "").replace("\r\n", "\n"))).isEqualTo(Zones.all());
    }

    @Test
    void areReadInAnyOrderOfColumnsAndRowsAndBetweenOtherColumns() {
        assertThat(read(rows(cells -> List.of("x", cells.get(3), cells.get(1), cells.get(2), cells.get(0)), ",")))
                .isEqualTo(Zones.all());
        assertThat(read(rows(cells -> cells, ";"))).isEqualTo(Zones.all());
        assertThat(read(rows(cells -> cells, "\t").toLowerCase(Locale.ROOT))).hasSize(265);
        assertThat(read(CSV.replaceAll("(?m)^(\\d+),", "$1.0,"))).isEqualTo(Zones.all());
    }

    @Test
    void areReadFromUtf16AndBehindAMark() throws IOException {
        for (String charset : List.of("UTF-16", "x-UTF-16LE-BOM")) {
            byte[] bytes = CSV.getBytes(charset);
            assertThat(Zones.read(new ByteArrayInputStream(bytes), "zones.csv")).isEqualTo(Zones.all());
        }
        assertThat(read("\ufeff" + CSV)).isEqualTo(Zones.all());
    }

    @Test
    void areForSparkOnlyInTlcsOrderOfColumns() throws IOException {
        assertThat(Zones.readPlain(stream(CSV), "zones.csv")).isEqualTo(Zones.all());
        String turned = rows(cells -> List.of(cells.get(0), cells.get(2), cells.get(1), cells.get(3)), ",");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> Zones.readPlain(stream(turned), "zones.csv"))
                .withMessageContaining(
                        "its first line is 'LocationID,Zone,Borough,service_zone', not LocationID,Borough");
    }

    /** The samples of {@code -Dlab.cases}: all but the two that have not every zone once. */
    @Test
    void areReadFromEverySampleThatIsClear() throws IOException {
        Path cases = Path.of(System.getProperty("lab.cases", "../shared/cases"), "files/zones");
        assumeTrue(Files.isDirectory(cases), () -> cases + " is not here: pass -Dlab.cases=FOLDER to run this test");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cases, "*.csv")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.equals("zones-264.csv")) {
                    refused(Files.readString(file), "zone 265 is missing");
                } else if (name.equals("zones-duplicate.csv")) {
                    refused(Files.readString(file), "comes twice");
                } else {
                    List<Zone> zones = Zones.read(Files.newInputStream(file), name);
                    int same = name.contains("2024") ? 263 : 265;
                    assertThat(zones.subList(0, same))
                            .as(name)
                            .isEqualTo(Zones.all().subList(0, same));
                    assertThat(Zones.read(new ByteArrayInputStream(Zones.csv(zones)), name))
                            .isEqualTo(zones);
                }
            }
        }
    }

    @Test
    void refuseATableOfAnotherShape() {
        refused("", "its first line, '', lacks LocationID");
        refused("a,b\n1,2\n", "its first line, 'a,b', lacks LocationID");
        refused(CSV.replaceFirst("Borough", "Zone"), "lacks Borough");
        refused(CSV.replaceFirst("service_zone", "zone"), "has twice Zone");
        refused(CSV.replaceFirst(",\"Boro Zone\"", ""), "line 3 has 3 cells, not 4");
        refused(CSV.substring(0, CSV.indexOf("\r\n200,") + 2), "zone 200 is missing");
        refused(CSV + "7,\"Queens\",\"Astoria\",\"Boro Zone\"\r\n", "zone 7 comes twice");
        refused(CSV + "266,\"Queens\",\"New\",\"Boro Zone\"\r\n", "it has a zone 266");
        refused(CSV.replace("\r\n8,", "\r\neight,"), "line 9 has the LocationID 'eight'");
        refused(CSV.replace("\r\n8,", "\r\n8.5,"), "line 9 has the LocationID '8.5'");
    }

    private static String rows(UnaryOperator<List<String>> cells, String delimiter) {
        return CSV.lines()
                .map(line -> String.join(delimiter, cells.apply(List.of(line.split(",(?=\")")))))
                .collect(Collectors.joining("\n"));
    }

    private static void refused(String csv, String... parts) {
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> read(csv))
                .withMessageStartingWith("zones.csv is not the taxi zone lookup")
                .withMessageContainingAll(parts);
    }

    private static List<Zone> read(String csv) {
        try {
            return Zones.read(stream(csv), "zones.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }
}
