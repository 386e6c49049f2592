package dev.kerbside.taxi.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.SeekableInputStream;

/** A file's bytes up to a place, and others from there on. No read goes across it. */
final class OtherTail extends SeekableInputStream {
    private final SeekableInputStream body;
    private final long start;
    private final byte[] tail;
    private long position;

    OtherTail(SeekableInputStream body, long start, byte[] tail) {
        this.body = body;
        this.start = start;
        this.tail = tail;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void seek(long to) throws IOException {
        position = to;
        if (to < start) {
            body.seek(to);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (position < start) {
            return moved(body.read(bytes, offset, (int) Math.min(count, start - position)));
        }
        int at = (int) (position - start);
        int some = Math.min(count, tail.length - at);
        if (some <= 0) {
            return count == 0 ? 0 : -1;
        }
        System.arraycopy(tail, at, bytes, offset, some);
        return moved(some);
    }

    private int moved(int count) {
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void readFully(byte[] bytes) throws IOException {
        readFully(bytes, 0, bytes.length);
    }

    @Override
    public void readFully(byte[] bytes, int offset, int count) throws IOException {
        if (readNBytes(bytes, offset, count) < count) {
            throw new EOFException("end of file at byte " + position);
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[buffer.remaining()];
        int count = read(bytes, 0, bytes.length);
        buffer.put(bytes, 0, Math.max(count, 0));
        return count;
    }

    @Override
    public void readFully(ByteBuffer buffer) throws IOException {
        if (position < start) {
            int count = buffer.remaining();
            body.readFully(buffer);
            position += count;
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            readFully(bytes);
            buffer.put(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
