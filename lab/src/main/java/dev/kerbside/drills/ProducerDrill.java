package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Step 03: rows of hand-made files become records, and hand-made records come to all partitions, or an error does. */
public final class ProducerDrill implements Drill {
    /** So many are enough to see that there is no end. */
    private static final int MOST = 10_000;

    /** The same as any drill; it needs no Spark. */
    public void judge(Job job, Claims claims) throws Exception {
        judge(job, null, claims);
    }

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) throws Exception {
        try (HandMadeFiles files = new HandMadeFiles()) {
            int rows = 0;
            for (HandMadeFiles.File file : files.all()) {
                List<?> made = Verdict.attempt("records()", () -> all(job.records(file.path())));
                new RecordFields(new RecordForm(made, file).objects(), file).judge();
                rows += file.trips().size();
            }
            claims.held("%d rows of %d hand-made files became a JSON record each, with every field"
                    .formatted(rows, files.all().size()));
            new SendTrial(job, files.records()).judge(claims);
        }
    }

    private static List<Object> all(Iterable<?> records) {
        List<Object> all = new ArrayList<>();
        for (Iterator<?> next = records.iterator(); next.hasNext() && all.size() < MOST; ) {
            all.add(next.next());
        }
        return all;
    }
}
