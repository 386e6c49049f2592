package dev.kerbside.taxi;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A month of green taxi trips: TLC's green_tripdata Parquet of either generation of types, read as a stream of
 * {@link Trip}s with one row group in memory. Not for several threads.
 *
 * <p>Opening checks the whole file's shape before a row is read: a missing, unreadable, empty, truncated, non-Parquet,
 * yellow-taxi, rowless or otherwise unfit file is refused with {@link LabException#usage}, in one line that names the
 * file, the column and the cure. Damage inside a page shows, in the same way, at the {@link #read} that meets it.
 */
public final class TripFile implements AutoCloseable {
    private static final String MAGIC = "PAR1";
    private static final int TAIL = 8;

    private final TripInput input;
    private final TripSchema schema;
    private final ParquetMetadata footer;
    private final TripRows rows;

    private TripFile(TripInput input) {
        this.input = input;
        try {
            checkEnvelope(input);
            try (ParquetFileReader reader = ParquetFileReader.open(input, TripRows.options())) {
                this.footer = reader.getFooter();
            }
            this.schema = TripSchema.of(input.name(), footer.getFileMetaData().getSchema());
            checkRowGroups();
            this.rows = new TripRows(input, schema);
        } catch (java.nio.file.AccessDeniedException | AccessControlException e) {
            throw TripInput.forbidden(input.name(), e);
        } catch (LabException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw LabException.usage(
                    "%s has a Parquet footer that cannot be read: %s. Fetch the file again."
                            .formatted(input.name(), Lines.first(e)),
                    e);
        }
    }

    /** Opens a file of an already open file system, for example one of HDFS. */
    public static TripFile open(FileSystem files, Path path) {
        return new TripFile(TripInput.hadoop(files, path));
    }

    /** Opens a local file; needs no Kerberos login, whatever mode Hadoop's client is in. */
    public static TripFile openLocal(java.nio.file.Path path) {
        return new TripFile(TripInput.local(path));
    }

    private static void checkEnvelope(TripInput input) throws IOException {
        String file = input.name();
        if (input.length() == 0) {
            throw LabException.usage(file + " is empty (0 bytes). Fetch it again: lab data fetch --month 2022-01");
        }
        int head = (int) Math.min(MAGIC.length(), input.length());
        if (!MAGIC.equals(new String(input.bytes(0, head), StandardCharsets.ISO_8859_1))) {
            throw LabException.usage(file + " is not a Parquet file: it does not begin with PAR1. "
                    + "Use TLC's green_tripdata_YYYY-MM.parquet: lab data fetch --month 2022-01");
        }
        boolean whole = input.length() > MAGIC.length() + TAIL
                && MAGIC.equals(new String(
                        input.bytes(input.length() - MAGIC.length(), MAGIC.length()), StandardCharsets.ISO_8859_1));
        if (!whole) {
            throw truncated(file, "it ends, after %,d bytes, without a Parquet footer".formatted(input.length()));
        }
    }

    private void checkRowGroups() {
        if (rows() == 0) {
            throw LabException.usage(
                    input.name() + " has no rows. Use a month with trips: lab data fetch --month 2022-01");
        }
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                long end = chunk.getStartingPos() + chunk.getTotalSize();
                if (chunk.getStartingPos() < MAGIC.length() || end > input.length() - TAIL) {
                    throw truncated(
                            input.name(),
                            "column %s should reach byte %,d of %,d"
                                    .formatted(chunk.getPath().toDotString(), end, input.length()));
                }
            }
        }
    }

    private static LabException truncated(String file, String what) {
        return LabException.usage("%s is truncated: %s. Fetch the file again.".formatted(file, what));
    }

    /** The number of rows, from the footer; at least 1. */
    public long rows() {
        return footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /** The trip columns that the file has, in its order. Columns unknown to {@link TripColumn} are ignored. */
    public List<TripColumn> columns() {
        return schema.columns();
    }

    /** The columns that the file stores as INT32 or INT64, times not counted. */
    public Set<TripColumn> integerColumns() {
        return Collections.unmodifiableSet(schema.integers());
    }

    /**
     * The columns with at least one missing value. From the footer's statistics; columns without any (all of them in
     * TLC's files of 2023) are read through, every time this is asked.
     */
    public Set<TripColumn> columnsWithNulls() {
        EnumSet<TripColumn> withNulls = EnumSet.noneOf(TripColumn.class);
        EnumSet<TripColumn> unknown = EnumSet.noneOf(TripColumn.class);
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                TripColumn.named(chunk.getPath().toDotString()).ifPresent(column -> {
                    boolean known = chunk.getStatistics() != null
                            && chunk.getStatistics().isNumNullsSet();
                    if (!known) {
                        unknown.add(column);
                    } else if (chunk.getStatistics().getNumNulls() > 0) {
                        withNulls.add(column);
                    }
                });
            }
        }
        unknown.removeAll(withNulls);
        if (!unknown.isEmpty()) {
            withNulls.addAll(findNulls(unknown));
        }
        return withNulls;
    }

    private Set<TripColumn> findNulls(Set<TripColumn> unknown) {
        EnumSet<TripColumn> found = EnumSet.noneOf(TripColumn.class);
        try (TripRows scan = new TripRows(input, schema.only(unknown))) {
            for (Trip trip = scan.next(); trip != null && found.size() < unknown.size(); trip = scan.next()) {
                for (TripColumn column : unknown) {
                    if (trip.get(column) == null) {
                        found.add(column);
                    }
                }
            }
        } catch (IOException e) {
            throw LabException.usage(
                    "%s cannot be read: %s. Fetch the file again.".formatted(input.name(), Lines.first(e)), e);
        }
        return found;
    }

    /** The next trip in file order, or {@code null} at the end. */
    public Trip read() {
        return rows.next();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw LabException.checkFailed("%s cannot be closed: %s".formatted(input.name(), Lines.first(e)), e);
        }
    }
}
