package dev.kerbside.drills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own MockProducer, of a topic with three partitions. A record waits in it until somebody asks what became of it,
 * by flush() or by its future; or until nobody has sent or asked for long, because Kafka sends by itself too.
 */
final class ObservedProducer extends MockProducer<byte[], byte[]> implements AutoCloseable {
    static final int PARTITIONS = InTurn.PARTITIONS;

    /** Who does not wait at all returns long before. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final int refused;
    private final List<Future<RecordMetadata>> futures = new ArrayList<>();
    private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();
    private final Set<Integer> partitions = Collections.synchronizedSet(new TreeSet<>());
    private final Thread time = new Thread(this::pass, "hand-made-kafka");
    private final CountDownLatch ended = new CountDownLatch(1);
    private int completed;
    private int alone;
    private volatile boolean callbackThrew;
    private volatile long asked = System.nanoTime();

    /** @param refused number of the record that Kafka does not take; -1 if it takes all */
    ObservedProducer(String topic, int refused) {
        super(cluster(topic), false, new InTurn(), new ByteArraySerializer(), new ByteArraySerializer());
        this.refused = refused;
        time.setDaemon(true);
        time.start();
    }

    private static Cluster cluster(String topic) {
        Node[] nodes = {new Node(1, "hand-made", 9094)};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(topic, partition, nodes[0], nodes, nodes))
                .toList();
        return new Cluster("hand-made", List.of(nodes), partitions, Set.of(), Set.of());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
        asked = System.nanoTime();
        synchronized (this) {
            Future<RecordMetadata> future = super.send(sent, (metadata, e) -> {
                partitions.add(metadata.partition());
                if (callback != null) {
                    callbacks.add(() -> callback.onCompletion(metadata, e));
                }
            });
            futures.add(future);
            return new Asked(futures.size() - 1, future);
        }
    }

    /** Records of which nobody was told yet. */
    synchronized int waiting() {
        return futures.size() - completed;
    }

    /** Whether for each record its sender waited before it sent the next. */
    synchronized boolean oneByOne() {
        return alone == futures.size();
    }

    boolean callbackThrew() {
        return callbackThrew;
    }

    /** Those that records came to. */
    Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    @Override
    public void flush() {
        completeTo(Integer.MAX_VALUE);
        super.flush();
    }

    @Override
    public void close(Duration timeout) {
        ended.countDown();
        completeTo(Integer.MAX_VALUE);
        super.close(timeout);
    }

    /** The next ones, up to this number. */
    private void completeTo(int number) {
        asked = System.nanoTime();
        while (completeNextTo(number)) {
            // As Kafka's sender thread: without a lock, and it goes on whatever a callback throws.
            for (Runnable callback = callbacks.poll(); callback != null; callback = callbacks.poll()) {
                try {
                    callback.run();
                } catch (RuntimeException e) {
                    callbackThrew = true;
                }
            }
        }
    }

    private synchronized boolean completeNextTo(int number) {
        if (waiting() == 0 || completed > number) {
            return false;
        }
        boolean refuse = completed == refused;
        completed++;
        return refuse ? errorNext(new NotEnoughReplicasException("hand-made: too few replicas")) : completeNext();
    }

    private void pass() {
        try {
            while (!ended.await(PATIENCE_MILLIS / 10, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - asked > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
                    completeTo(Integer.MAX_VALUE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A future whose get() makes Kafka send. */
    private final class Asked implements Future<RecordMetadata> {
        private final int number;
        private final Future<RecordMetadata> future;

        Asked(int number, Future<RecordMetadata> future) {
            this.number = number;
            this.future = future;
        }

        @Override
        public RecordMetadata get() throws InterruptedException, ExecutionException {
            synchronized (ObservedProducer.this) {
                alone += waiting() == 1 && completed == number ? 1 : 0;
            }
            completeTo(number);
            return future.get();
        }

        @Override
        public RecordMetadata get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return get();
        }

        @Override
        public boolean isDone() {
            return future.isDone();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        /** What is sent is sent. */
        @Override
        public boolean cancel(boolean mayInterrupt) {
            return false;
        }
    }
}
