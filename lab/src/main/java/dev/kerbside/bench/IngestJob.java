package dev.kerbside.bench;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.folder.Json;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripProducer;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.hadoop.fs.FileSystem;

/** Step 03's producer in a process of its own. */
public final class IngestJob {
    private IngestJob() {}

    /**
     * What it measured.
     *
     * @param seconds from the opening of the file to the last acknowledgement
     * @param liveMb of heap in use after a full collection, when nine tenths of the rows were acknowledged
     * @param peakMb high-water mark of the process's memory
     */
    record Result(long rows, double seconds, double liveMb, double peakMb) {}

    /** Arguments: the lab's folder, a file of trips in HDFS, a topic, the file for the result. */
    public static void main(String[] args) throws Exception {
        Endpoints lab = Lab.attach(Path.of(args[0])).endpoints();
        Kerberos.use(lab);
        long began = System.nanoTime();
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, lab.user()));
                TripFile file = TripFile.open(fs, new org.apache.hadoop.fs.Path(args[1]))) {
            LateLook look = new LateLook(file.rows());
            long rows = new TripProducer(KafkaLogin.keytab(lab, lab.user()), args[2], 0).send(file, look);
            double seconds = (System.nanoTime() - began - look.nanos) / 1e9;
            Json.write(Path.of(args[3]), new Result(rows, seconds, look.liveMb, BenchJob.peakMb()));
        }
    }

    /** Looks at the heap once; the time that it takes does not count. */
    private static final class LateLook implements LongConsumer {
        private final long late;
        private double liveMb;
        private long nanos;

        LateLook(long rows) {
            this.late = rows * 9 / 10;
        }

        @Override
        public void accept(long acknowledged) {
            if (acknowledged >= late && liveMb == 0) {
                long from = System.nanoTime();
                liveMb = BenchJob.liveMb();
                nanos = System.nanoTime() - from;
            }
        }
    }
}
