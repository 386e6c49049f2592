package dev.kerbside.lessons.failures;

import java.util.Locale;

/** Where a streaming query keeps its state between micro-batches. */
public enum StateStore {
    /** In the executors' memory, with its changes in files of the checkpoint: Spark's default. */
    MEMORY("org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider"),
    /** In RocksDB on the executors' disks, with its files in the checkpoint. */
    ROCKSDB("org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");

    private final String provider;

    StateStore(String provider) {
        this.provider = provider;
    }

    /** The value of {@code spark.sql.streaming.stateStore.providerClass}. */
    String provider() {
        return provider;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
