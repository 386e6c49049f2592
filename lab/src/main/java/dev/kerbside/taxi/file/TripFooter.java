package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.taxi.TripColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * A Parquet footer, cut to what the lab reads: the trips' columns, under TLC's spelling of their names, and the row
 * groups that have rows. What other columns are does no harm then: types that this Parquet library does not know,
 * names that come twice, codecs, statistics, indexes, keys.
 *
 * @param metadata what is left
 * @param start where the footer begins in the file
 * @param newer of the trips' columns, those with a logical type that this Parquet library does not know
 */
record TripFooter(FileMetaData metadata, long start, List<String> newer) {
    private static final String REWRITE =
            " Write the file again: python -c \"import pandas; pandas.read_parquet('FILE').to_parquet('trips.parquet')\"";

    /** Reads and checks the footer; {@link LabException#usage} names the file, the column, the codec or the encoding. */
    static TripFooter read(TripInput input) throws IOException {
        byte[] tail = input.bytes(input.length() - NotParquet.TAIL, Integer.BYTES);
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
        long start = input.length() - NotParquet.TAIL - length;
        if (start < NotParquet.MAGIC.length()) {
            throw new IOException("it should begin %,d bytes before the file".formatted(-start));
        }
        FileMetaData whole = Util.readFileMetaData(new ByteArrayInputStream(input.bytes(start, (int) length)));
        List<TripLeaf> leaves = TripLeaf.all(input.name(), whole);
        List<String> newer = new ArrayList<>();
        for (TripLeaf leaf : leaves) {
            if (leaf.element().isSetLogicalType()
                    && leaf.element().getLogicalType().getSetField() == null) {
                leaf.element().unsetLogicalType();
                newer.add(leaf.column().columnName());
            }
        }
        return new TripFooter(cut(input, whole, leaves, start), start, newer);
    }

    private static FileMetaData cut(TripInput input, FileMetaData whole, List<TripLeaf> leaves, long end) {
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("schema").setNum_children(leaves.size()));
        leaves.forEach(leaf -> schema.add(leaf.element().setName(leaf.column().columnName())));
        List<RowGroup> groups = new ArrayList<>();
        for (RowGroup group : whole.getRow_groups()) {
            if (group.getNum_rows() > 0) {
                List<ColumnChunk> chunks = leaves.stream()
                        .map(leaf -> chunk(input, leaf, group.getColumns().get(leaf.index()), end))
                        .toList();
                groups.add(new RowGroup(chunks, group.getTotal_byte_size(), group.getNum_rows()));
            }
        }
        long rows = groups.stream().mapToLong(RowGroup::getNum_rows).sum();
        FileMetaData cut = new FileMetaData(whole.getVersion(), schema, rows, groups);
        return whole.isSetCreated_by() ? cut.setCreated_by(whole.getCreated_by()) : cut;
    }

    private static ColumnChunk chunk(TripInput input, TripLeaf leaf, ColumnChunk chunk, long end) {
        String name = leaf.column().columnName();
        ColumnMetaData old = chunk.getMeta_data();
        if (chunk.isSetCrypto_metadata() || old == null) {
            throw NotParquet.encrypted(input.name(), "column " + name);
        }
        if (chunk.isSetFile_path() && !chunk.getFile_path().isEmpty()) {
            throw LabException.usage("%s keeps column %s in another file, %s. Write both into one file."
                    .formatted(input.name(), name, chunk.getFile_path()));
        }
        refuseWritingOf(input.name(), leaf, old);
        long begin = old.getData_page_offset();
        if (old.isSetDictionary_page_offset() && old.getDictionary_page_offset() > 0) {
            begin = Math.min(begin, old.getDictionary_page_offset());
        }
        long reach = begin + old.getTotal_compressed_size();
        if (begin < NotParquet.MAGIC.length() || reach > end || reach < begin) {
            throw NotParquet.truncated(
                    input.name(), "column %s should reach byte %,d of %,d".formatted(name, reach, end));
        }
        ColumnMetaData kept = new ColumnMetaData(
                old.getType(),
                old.getEncodings(),
                List.of(name),
                old.getCodec(),
                old.getNum_values(),
                old.getTotal_uncompressed_size(),
                old.getTotal_compressed_size(),
                begin);
        if (old.isSetStatistics() && old.getStatistics().isSetNull_count()) {
            kept.setStatistics(
                    new Statistics().setNull_count(old.getStatistics().getNull_count()));
        }
        return new ColumnChunk(begin).setMeta_data(kept);
    }

    private static void refuseWritingOf(String file, TripLeaf leaf, ColumnMetaData chunk) {
        CompressionCodec codec = chunk.getCodec();
        if (codec == null || codec == CompressionCodec.LZO || codec == CompressionCodec.LZ4) {
            String called = codec == null
                    ? "a codec that the lab's Parquet library does not know"
                    : codec == CompressionCodec.LZ4 ? "LZ4 in Hadoop's framing (deprecated; LZ4_RAW is read)" : "LZO";
            throw LabException.usage("%s: column %s is compressed with %s, which the lab does not read."
                            .formatted(file, leaf.column().columnName(), called)
                    + REWRITE);
        }
        String encoding = unread(leaf.column(), chunk);
        if (encoding != null) {
            throw LabException.usage("%s: column %s has the encoding %s, which the lab does not read."
                            .formatted(file, leaf.column().columnName(), encoding)
                    + REWRITE);
        }
    }

    /** The encoding that the lab's Parquet library or DuckDB, the oracle, does not read for such a column; or null. */
    private static String unread(TripColumn column, ColumnMetaData chunk) {
        List<Encoding> encodings = chunk.getEncodings();
        boolean real = chunk.getType() == Type.FLOAT || chunk.getType() == Type.DOUBLE;
        if (encodings.contains(null)) {
            return "of a newer Parquet";
        }
        if (encodings.contains(Encoding.BYTE_STREAM_SPLIT) && !real) {
            return "BYTE_STREAM_SPLIT for " + chunk.getType();
        }
        return encodings.contains(Encoding.DELTA_BYTE_ARRAY) && column.kind() != TripColumn.Kind.STRING
                ? "DELTA_BYTE_ARRAY for DECIMAL"
                : null;
    }

    /** The file as it would be with this footer. */
    TripInput input(TripInput file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, bytes);
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.size())
                .array();
        bytes.writeBytes(length);
        bytes.writeBytes(NotParquet.MAGIC.getBytes(StandardCharsets.US_ASCII));
        byte[] tail = bytes.toByteArray();
        return new TripInput(file.name(), start + tail.length, () -> new OtherTail(file.newStream(), start, tail));
    }

    /** Codec and encodings of a column in the first row group, for messages. */
    String written(String name) {
        return metadata.getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(ColumnChunk::getMeta_data)
                .filter(chunk -> chunk.getPath_in_schema().get(0).equals(name))
                .map(chunk -> "%s, %s"
                        .formatted(
                                chunk.getCodec(),
                                Arrays.toString(chunk.getEncodings().toArray())))
                .findFirst()
                .orElse("");
    }
}
