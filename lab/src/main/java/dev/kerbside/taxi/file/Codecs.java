package dev.kerbside.taxi.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.brotli.dec.BrotliInputStream;

/** Parquet's codecs, and Brotli, for which it names a class of Hadoop's that nobody publishes. For reading only. */
final class Codecs extends CodecFactory {
    Codecs() {
        super(new Configuration(false), 0);
    }

    @Override
    protected BytesDecompressor createDecompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.BROTLI ? new Brotli() : super.createDecompressor(codec);
    }

    private static final class Brotli extends BytesDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(unpacked(bytes.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer from, int packedSize, ByteBuffer to, int size) throws IOException {
            byte[] packed = new byte[packedSize];
            from.get(packed);
            to.put(unpacked(packed, size));
        }

        private static byte[] unpacked(byte[] packed, int size) throws IOException {
            try (InputStream in = new BrotliInputStream(new ByteArrayInputStream(packed))) {
                byte[] bytes = in.readNBytes(size);
                if (bytes.length < size) {
                    throw new IOException("a page has %,d bytes, not %,d".formatted(bytes.length, size));
                }
                return bytes;
            }
        }

        @Override
        public void release() {}
    }
}
