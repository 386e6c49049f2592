package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HourlyChartTest {
    private static final HourlyTable TABLE = new HourlyTable(List.of(
            row("2022-01-01T00:00", "Bronx", 1, "1.10"),
            row("2022-01-01T18:00", "Queens", 30, "60.00"),
            row("2022-01-01T23:00", null, 2, "0.00"),
            row("2022-01-02T18:00", "Bronx", 3, "9.00"),
            row("2022-01-02T18:00", "Queens", 40, "10.05"),
            row("2022-01-02T23:00", "Queens", 10, "0.00")));
    private final HourlyChart chart = new HourlyChart(TABLE);

    @Test
    void boroughsComeBusiestFirstAndARowWithoutBoroughIsNamed() {
        assertThat(chart.boroughs())
                .extracting(HourlyChart.Borough::name)
                .containsExactly("Queens", "Bronx", "(unknown zone)");
    }

    @Test
    void anUnknownZoneIsNotTheLookupTablesBoroughUnknown() {
        var both = new HourlyChart(new HourlyTable(
                List.of(row("2022-01-01T00:00", "Unknown", 1, "0.00"), row("2022-01-01T00:00", null, 2, "0.00"))));
        assertThat(both.boroughs()).extracting(HourlyChart.Borough::trips).containsExactly(2L, 1L);
    }

    @Test
    void theSameHourOfTwoDaysAddsUp() {
        var queens = chart.boroughs().get(0);
        assertThat(queens.byHour()).hasSize(24);
        assertThat(queens.byHour().get(18)).isEqualTo(70);
        assertThat(queens.byHour().get(23)).isEqualTo(10);
        assertThat(queens.peakHour()).isEqualTo("18:00");
        assertThat(chart.all().byHour().get(18)).isEqualTo(73);
    }

    @Test
    void eachTerminalLineIsScaledToItsOwnPeakAndAnHourWithoutTripsIsBlank() {
        assertThat(chart.terminal(false, false))
                .isEqualTo(
                        """
                        Trips by hour of the day (drop-off, UTC as stored) and pick-up borough
                                       00    03    06    09    12    15    18    21     trips  peak
                        Queens                                             @@        ..    80 18:00
                        Bronx          --                                  @@               4 18:00
                        (unknown zone)                                               @@     2 23:00
                        All boroughs   ..                                  @@        ..    86 18:00
                        Each line is scaled to its own peak: @@ = busiest hour, blank = no trip.""");
    }

    @Test
    void theUnicodeChartDrawsBlocksOfSevenHeights() {
        var rows = IntStream.rangeClosed(0, 7)
                .mapToObj(hour -> row("2022-01-01T0" + hour + ":00", "Bronx", hour, "0.00"))
                .toList();
        assertThat(new HourlyChart(new HourlyTable(rows)).terminal(true, false))
                .contains("Bronx          ▁▁▂▂▃▃▄▄▅▅▆▆▇▇ ");
    }

    @Test
    void oneTripIsSeenBesideAMillion() {
        var rows = List.of(
                row("2022-01-01T00:00", "Bronx", 1, "0.00"), row("2022-01-01T01:00", "Bronx", 1_000_000, "0.00"));
        assertThat(new HourlyChart(new HourlyTable(rows)).terminal(true, false)).contains("Bronx        ▁▁▇▇ ");
    }

    @Test
    void colorsChangeNothingButTheColor() {
        var colored = chart.terminal(true, true);
        assertThat(colored).isNotEqualTo(chart.terminal(true, false));
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(chart.terminal(true, false));
    }

    @Test
    void theTerminalChartFitsIn80ColumnsUpTo99999999Trips() {
        var rows = List.of(row("2022-01-01T00:00", null, 99_999_999, "0.00"));
        assertThat(new HourlyChart(new HourlyTable(rows)).terminal(true, false).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))
                .anySatisfy(line -> assertThat(line).hasSize(80));
    }

    @Test
    void theSummaryAveragesOverTripsAndNotOverWindows() {
        assertThat(chart.table())
                .isEqualTo(
                        """
                        6 rows in 5 one-hour windows, 86 trips

                        PickUpBorough   TripCount  TotalDistance  AvgDistance  TotalFareAmount  TotalTripAmount
                        ---------------------------------------------------------------------------------------
                        Queens                 80          70.05         0.88         3,000.51         3,601.50
                        Bronx                   4          10.10         2.53         2,000.34         2,401.00
                        (unknown zone)          2           0.00         0.00         1,000.17         1,200.50
                        ---------------------------------------------------------------------------------------
                        All boroughs           86          80.15         0.93         6,001.02         7,203.00""");
    }

    @Test
    void numbersDoNotFollowTheComputersLanguage() {
        var many = new HourlyChart(new HourlyTable(List.of(row("2022-01-01T00:00", "Bronx", 1234, "0.50"))));
        var texts = List.of(many.table(), many.terminal(true, true), new StackedColumns(many).svg(), many.headline());
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(List.of(
                            many.table(), many.terminal(true, true), new StackedColumns(many).svg(), many.headline()))
                    .isEqualTo(texts)
                    .allMatch(text -> text.contains("1,234"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anEmptyTableIsAnEmptyChart() throws Exception {
        var empty = new HourlyChart(new HourlyTable(List.of()));
        assertThat(empty.terminal(true, true).lines()).anyMatch(line -> line.matches("All boroughs +0 +-"));
        assertThat(empty.table()).startsWith("0 rows in 0 one-hour windows, 0 trips\n");
        assertThat(Svg.parse(new StackedColumns(empty).svg()).segments()).isEmpty();
    }

    @Test
    void theSvgIsWellFormedEscapedAndDescribed() throws Exception {
        var odd = new HourlyChart(new HourlyTable(List.of(row("2022-01-01T07:00", "<script>&\"", 5, "0.00"))));
        var svg = Svg.parse(new StackedColumns(odd).svg());
        assertThat(svg.text("title")).isEqualTo("Trips by hour of the day and pick-up borough");
        assertThat(svg.text("desc")).isEqualTo("Busiest hour: 07:00, 5 trips. By borough: <script>&\" 5.");
        assertThat(svg.elements("script")).isEmpty();
        assertThat(new StackedColumns(odd).svg()).doesNotContain("href", "url(", "@import");
    }

    @Test
    void theSvgStacksColumnsWhoseHeightsAreInProportionToTrips() throws Exception {
        var svg = Svg.parse(new StackedColumns(chart).svg());
        double queens = svg.segment("Queens, 18:00: 70 trips", "height");
        double bronx = svg.segment("Bronx, 18:00: 3 trips", "height");
        assertThat(queens / bronx).isCloseTo(70 / 3.0, within(0.05));
        assertThat(svg.segment("Bronx, 18:00: 3 trips", "y") + bronx)
                .isCloseTo(svg.segment("Queens, 18:00: 70 trips", "y"), within(0.011));
        assertThat(svg.segments()).hasSize(5);
    }

    @Test
    void theSvgsGridEndsAtARoundNumberAboveThePeak() {
        assertThat(new StackedColumns(chart).svg())
                .contains(">0</text>", ">20</text>", ">80</text>")
                .doesNotContain(">100</text>");
    }

    @Test
    void theSummarysColumnsAreTheTables() {
        assertThat(HourlyTable.COLUMNS).containsAll(HourlyChart.COLUMNS);
    }

    private static HourlyRow row(String start, String borough, long trips, String distance) {
        var time = LocalDateTime.parse(start);
        var miles = new BigDecimal(distance);

        return new HourlyRow(
                time,
                time.plusHours(1),
                borough,
                trips,
                null,
                miles,
                miles,
                BigDecimal.ONE,
                new BigDecimal("1000.17"),
                BigDecimal.ONE,
                new BigDecimal("1200.50"),
                BigDecimal.ONE);
    }
}
