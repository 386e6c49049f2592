package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.job.Job;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Lesson 22: the long hand-made trips of each pick-up zone, counted and summed by a text of SQL. */
public final class SqlDrill implements Drill {
    private static final List<String> COLUMNS = List.of("PULocationID", "TripCount", "TotalTripAmount");
    private static final double LONG = 5;

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        Dataset<Row> trips = Frames.trips(own);
        Dataset<Row> answer = Verdict.attempt("bySql()", () -> job.bySql(trips));
        List<String> columns = List.of(answer.columns());
        if (columns.equals(List.of(trips.columns()))) {
            throw Verdict.unsolved("bySql()", "it returns the trips as they came", "TODO 22-a: a view with a name.");
        }
        Verdict.require(
                columns.size() == COLUMNS.size() && columns.containsAll(COLUMNS),
                "bySql() returns the columns %s, expected %s".formatted(columns, COLUMNS),
                "SELECT these three, and name what you compute with AS.");
        types(answer.schema());
        Map<String, String> right = expected();
        Map<String, String> found = new TreeMap<>();
        for (Row row : Verdict.attempt("What bySql() returns", answer::collectAsList)) {
            String zone = String.valueOf(row.<Object>getAs("PULocationID"));
            String before = found.put(zone, text(row.<Number>getAs("TripCount"), row.<Number>getAs("TotalTripAmount")));
            Verdict.require(
                    before == null, "Zone %s comes more than once".formatted(zone), "GROUP BY one column only.");
        }
        leftOut(found);
        List<Trip> fiveOrMore = HandMade.TRIPS.stream()
                .filter(trip -> trip.get(TripColumn.TRIP_DISTANCE) instanceof Double miles && miles >= LONG)
                .toList();
        Verdict.require(
                !found.equals(answer(fiveOrMore)),
                "A trip of exactly 5 miles is counted",
                "The question is of more than 5 miles.");
        found.forEach((zone, what) -> Verdict.require(
                right.containsKey(zone),
                "Zone %s has %s; none of its trips is longer than %.0f miles".formatted(zone, what, LONG),
                "Only the long trips count, and one of exactly 5 miles is none."));
        right.forEach(
                (zone, what) -> Verdict.require(
                        what.equals(found.get(zone)),
                        "Zone %s has %s, expected %s".formatted(zone, found.getOrDefault(zone, "no row"), what),
                        "Count its long trips, add what they cost in all (total_amount), and round that to cents, as byApi() does: first to 6 places, because the last ones depend on the order of the rows, then to 2."));
        Dataset<Row> stream =
                Verdict.attempt("bySql() of a stream", () -> job.bySql(Frames.stream(own, trips.schema())));
        StreamPlan plan = StreamPlan.of(stream);
        Verdict.require(
                plan.all(Aggregate.class).stream()
                        .allMatch(node -> node.origin().sqlText().isDefined()),
                "The answer is right, but not asked in SQL: it is grouped by a method of the DataFrame",
                "Write the question as text, with SELECT and GROUP BY, for trips.sparkSession().sql().");
        Verdict.require(
                plan.all(Filter.class).stream()
                        .allMatch(node -> node.origin().sqlText().isDefined()),
                "The answer is right, but only its grouping is asked in SQL: the condition is a method of the DataFrame",
                "Write the condition into the text, too: WHERE.");
        plan.keepsEveryRow("bySql()");
        plan.runs("bySql()", OutputMode.Complete());
        claims.held("the question in SQL, asked of %d hand-made trips, has the right answer"
                .formatted(HandMade.TRIPS.size()));
    }

    private static void types(StructType schema) {
        for (String name : COLUMNS) {
            Verdict.require(
                    schema.apply(name).dataType() instanceof NumericType,
                    "%s is of %s, expected a number"
                            .formatted(name, schema.apply(name).dataType()),
                    name.equals(COLUMNS.get(0))
                            ? "Is its name in quotes? What is between them is text, and no column."
                            : "Leave it as a number, as count() and sum() give it.");
        }
    }

    /** Long trips that are gone are known by what they have in common. */
    private static void leftOut(Map<String, String> found) {
        List<Trip> all = longOnes(HandMade.TRIPS);
        Trait.ifWithout(left -> longOnes(left).size() < all.size() && found.equals(answer(longOnes(left))))
                .ifPresent(words -> {
                    throw Verdict.wrong("Long trips are left out: those " + words, Trait.cure(words));
                });
    }

    private static List<Trip> longOnes(List<Trip> trips) {
        return trips.stream()
                .filter(trip -> trip.get(TripColumn.TRIP_DISTANCE) instanceof Double miles && miles > LONG)
                .toList();
    }

    private static Map<String, String> expected() {
        return answer(longOnes(HandMade.TRIPS));
    }

    private static Map<String, String> answer(List<Trip> trips) {
        return trips.stream()
                .collect(Collectors.groupingBy(
                        trip -> String.valueOf(trip.get(TripColumn.PU_LOCATION_ID)),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), group -> text(group.size(), total(group)))));
    }

    private static BigDecimal total(List<Trip> trips) {
        return new Figure(Figure.Kind.SUM, TripColumn.TOTAL_AMOUNT).rounded(trips);
    }

    private static String text(Number trips, Number dollars) {
        return "%s trips for %s dollars".formatted(plain(trips), plain(dollars));
    }

    private static String plain(Number number) {
        return number == null
                ? "no"
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
