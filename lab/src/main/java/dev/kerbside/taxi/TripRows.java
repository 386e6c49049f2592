package dev.kerbside.taxi;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.io.IOException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/** The rows of a trip file in file order, one row group in memory at a time. Page checksums are verified. */
final class TripRows implements AutoCloseable {
    private final TripInput input;
    private final ParquetFileReader file;
    private final TripMaterializer materializer;
    private final MessageColumnIO columns;
    private RecordReader<Trip> group;
    private long leftInGroup;
    private long row;

    TripRows(TripInput input, TripSchema schema) throws IOException {
        this.input = input;
        this.file = ParquetFileReader.open(input, options());
        this.file.setRequestedSchema(schema.message());
        this.materializer = new TripMaterializer(schema);
        this.columns = new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
                .getColumnIO(schema.message(), file.getFileMetaData().getSchema());
    }

    static ParquetReadOptions options() {
        return ParquetReadOptions.builder().usePageChecksumVerification().build();
    }

    /** The next row, or {@code null} at the end; {@link LabException} if the data does not decode. */
    Trip next() {
        try {
            while (leftInGroup == 0) {
                PageReadStore pages = file.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                leftInGroup = pages.getRowCount();
                group = columns.getRecordReader(pages, materializer);
            }
            leftInGroup--;
            row++;
            return group.read();
        } catch (IOException | RuntimeException e) {
            throw LabException.usage(
                    "%s cannot be read at row %,d: %s. Fetch the file again, or check the disk that holds it."
                            .formatted(input.name(), row + 1, Lines.first(e)),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
