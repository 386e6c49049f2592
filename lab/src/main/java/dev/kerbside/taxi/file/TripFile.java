package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * A month of green taxi trips: Parquet as TLC writes it, in either generation of types, or as other writers do, by the
 * rules of {@link TripValue}; read as a stream of {@link Trip}s with one row group in memory. Not for several threads.
 *
 * <p>Opening checks the file's shape before a row is read. Refused is what is missing, unreadable, empty, truncated,
 * encrypted, not Parquet, yellow, rowless or lacks a column. {@link LabException#usage} then names file, column and cure in
 * one line. A fault of a page or a value shows in the same way, at the {@link #read} that meets it.
 */
public final class TripFile implements AutoCloseable {
    private final String name;
    private final TripFooter footer;
    private final TripInput cut;
    private final TripSchema schema;
    private final TripRows rows;

    private TripFile(TripInput input) {
        this.name = input.name();
        try {
            NotParquet.refuse(input);
            this.footer = TripFooter.read(input);
            this.cut = footer.input(input);
            try (ParquetFileReader reader = ParquetFileReader.open(cut, TripRows.options())) {
                this.schema = TripSchema.of(reader.getFooter().getFileMetaData().getSchema());
            }
            if (rows() == 0) {
                throw LabException.usage(name + " has no rows. Use a month with trips: lab data fetch --month 2022-01");
            }
            this.rows = new TripRows(cut, schema, footer);
        } catch (java.nio.file.AccessDeniedException | AccessControlException e) {
            throw TripInput.forbidden(name, e);
        } catch (LabException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw LabException.usage(
                    "%s has a Parquet footer that cannot be read: %s. Fetch the file again in binary mode, without changes."
                            .formatted(name, Messages.first(e)),
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

    /** The number of rows, from the footer; at least 1. */
    public long rows() {
        return footer.metadata().getNum_rows();
    }

    /** The trip columns that the file has, in its order. Columns unknown to {@link TripColumn} are ignored. */
    public List<TripColumn> columns() {
        return schema.columns();
    }

    /** The columns whose values are whole numbers, times not counted. */
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
        for (RowGroup group : footer.metadata().getRow_groups()) {
            for (int i = 0; i < schema.columns().size(); i++) {
                ColumnMetaData chunk = group.getColumns().get(i).getMeta_data();
                if (!chunk.isSetStatistics()) {
                    unknown.add(schema.columns().get(i));
                } else if (chunk.getStatistics().getNull_count() > 0) {
                    withNulls.add(schema.columns().get(i));
                }
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
        try (TripRows scan = new TripRows(cut, schema.only(unknown), footer)) {
            for (Trip trip = scan.next(); trip != null && found.size() < unknown.size(); trip = scan.next()) {
                for (TripColumn column : unknown) {
                    if (trip.get(column) == null) {
                        found.add(column);
                    }
                }
            }
        } catch (IOException e) {
            throw LabException.usage(
                    "%s cannot be read: %s. Fetch the file again.".formatted(name, Messages.first(e)), e);
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
            throw LabException.checkFailed("%s cannot be closed: %s".formatted(name, Messages.first(e)), e);
        }
    }
}
