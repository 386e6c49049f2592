package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.file.TripValue.Unfit;
import dev.kerbside.text.Messages;
import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * The rows of a trip file in file order, one row group in memory at a time. Page checksums are verified. A row is the
 * next value of each column: that is all that Parquet's own record assembly comes to where nothing is nested.
 */
final class TripRows implements AutoCloseable {
    private final TripInput input;
    private final TripFooter footer;
    private final ParquetFileReader file;
    private final TripSchema schema;
    private final TripMaterializer trip;
    private ColumnReader[] columns;
    private long leftInGroup;
    private long row;
    private String column = "";

    TripRows(TripInput input, TripSchema schema, TripFooter footer) throws IOException {
        this.input = input;
        this.footer = footer;
        this.file = ParquetFileReader.open(input, options());
        this.file.setRequestedSchema(schema.message());
        this.schema = schema;
        this.trip = new TripMaterializer(schema);
    }

    static ParquetReadOptions options() {
        return ParquetReadOptions.builder()
                .usePageChecksumVerification()
                .withCodecFactory(new Codecs())
                .build();
    }

    /** The next row, or {@code null} at the end; {@link LabException} if the data does not decode. */
    Trip next() {
        try {
            row++;
            while (leftInGroup == 0) {
                columns = null; // Its pages go before the next group's come.
                PageReadStore pages = file.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                leftInGroup = pages.getRowCount();
                columns = columns(pages);
            }
            leftInGroup--;
            return readRow();
        } catch (Unfit e) {
            throw unfit(e);
        } catch (IOException | RuntimeException e) {
            throw LabException.usage(
                    "%s cannot be read at row %,d%s: %s. %s"
                            .formatted(
                                    input.name(),
                                    row,
                                    column.isEmpty()
                                            ? ""
                                            : ", column %s (%s)".formatted(column, footer.written(column)),
                                    Messages.first(e),
                                    "Fetch the file again, check the disk that holds it, or write it with other encodings."),
                    e);
        }
    }

    private LabException unfit(Unfit e) {
        String newer = footer.newer().contains(column)
                ? " (its logical type is newer than the lab's Parquet library, FLOAT16 for example)"
                : "";
        return LabException.usage(
                "%s, row %,d: column %s %s%s. %s".formatted(input.name(), row, column, e.getMessage(), newer, e.cure()),
                e);
    }

    private ColumnReader[] columns(PageReadStore pages) {
        String writer = file.getFileMetaData().getCreatedBy();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, trip, schema.message(), writer);
        return schema.message().getColumns().stream()
                .map(descriptor -> {
                    column = descriptor.getPath()[0];
                    return store.getColumnReader(descriptor);
                })
                .toArray(ColumnReader[]::new);
    }

    private Trip readRow() {
        trip.start();
        for (ColumnReader values : columns) {
            column = values.getDescriptor().getPath()[0];
            // An optional value that is there is at level 1, a required one at 0: the highest level of its column.
            if (values.getCurrentDefinitionLevel() == values.getDescriptor().getMaxDefinitionLevel()) {
                values.writeCurrentValueToConverter();
            }
            values.consume();
        }
        return trip.trip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
