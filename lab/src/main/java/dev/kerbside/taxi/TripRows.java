package dev.kerbside.taxi;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
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
    private final ParquetFileReader file;
    private final TripSchema schema;
    private final TripMaterializer trip;
    private ColumnReader[] columns;
    private long leftInGroup;
    private long row;

    TripRows(TripInput input, TripSchema schema) throws IOException {
        this.input = input;
        this.file = ParquetFileReader.open(input, options());
        this.file.setRequestedSchema(schema.message());
        this.schema = schema;
        this.trip = new TripMaterializer(schema);
    }

    static ParquetReadOptions options() {
        return ParquetReadOptions.builder().usePageChecksumVerification().build();
    }

    /** The next row, or {@code null} at the end; {@link LabException} if the data does not decode. */
    Trip next() {
        try {
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
            row++;
            return readRow();
        } catch (IOException | RuntimeException e) {
            throw LabException.usage(
                    "%s cannot be read at row %,d: %s. Fetch the file again, or check the disk that holds it."
                            .formatted(input.name(), row + 1, Lines.first(e)),
                    e);
        }
    }

    private ColumnReader[] columns(PageReadStore pages) {
        String writer = file.getFileMetaData().getCreatedBy();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, trip, schema.message(), writer);
        return schema.message().getColumns().stream()
                .map(store::getColumnReader)
                .toArray(ColumnReader[]::new);
    }

    private Trip readRow() {
        trip.start();
        for (ColumnReader column : columns) {
            // An optional value that is there is at level 1, a required one at 0: the highest level of its column.
            if (column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel()) {
                column.writeCurrentValueToConverter();
            }
            column.consume();
        }
        return trip.trip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
