package dev.kerbside.taxi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
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
    void refuseATableOfAnotherShape() {
        refused("", "its first line");
        refused("a,b\n1,2\n", "its first line is 'a,b'");
        refused(CSV.replaceFirst(",\"Boro Zone\"", ""), "line 3 has 3 cells, not 4");
        refused(CSV.substring(0, CSV.indexOf("\r\n200,") + 2), "zone 200 is missing");
        refused(CSV + "7,\"Queens\",\"Astoria\",\"Boro Zone\"\r\n", "zone 8 is missing or comes twice");
        refused(CSV + "266,\"Queens\",\"New\",\"Boro Zone\"\r\n", "266 zones, not 265");
        refused(CSV.replace("\r\n8,", "\r\neight,"), "line 9 has the LocationID 'eight'");
    }

    private static void refused(String csv, String... parts) {
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> read(csv))
                .withMessageStartingWith("zones.csv is not the taxi zone lookup")
                .withMessageContainingAll(parts);
    }

    private static List<Zone> read(String csv) {
        return Zones.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "zones.csv");
    }
}
