package dev.kerbside.taxi.file;

import dev.kerbside.LabException;
import dev.kerbside.text.Messages;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Where a trip file's bytes come from. A local file is read through java.nio, without Hadoop's FileSystem: that one
 * asks for a Kerberos login even for a local path once the process is in Kerberos mode.
 */
record TripInput(String name, long length, Opener opener) implements InputFile {
    /** Opens the bytes anew, at position 0. */
    interface Opener {
        SeekableInputStream open() throws IOException;
    }

    static TripInput local(java.nio.file.Path path) {
        if (!Files.exists(path)) {
            throw Files.isSymbolicLink(path) ? dangling(path) : missing(path);
        }
        if (Files.isDirectory(path)) {
            throw directory(path);
        }
        if (!Files.isRegularFile(path)) {
            throw LabException.usage(
                    path + " is a pipe or a device, and would be read more than once. Save it as a file.");
        }
        if (!Files.isReadable(path)) {
            throw forbidden(path, null);
        }
        try {
            return new TripInput(path.toString(), Files.size(path), () -> new ChannelStream(FileChannel.open(path)));
        } catch (IOException e) {
            throw LabException.usage("%s cannot be read: %s. Check the disk.".formatted(path, e.getMessage()), e);
        }
    }

    /** The bytes of a local file, from the first on; what is not a readable file is refused as by {@link #local}. */
    static InputStream bytes(java.nio.file.Path path) throws IOException {
        return local(path).newStream();
    }

    static TripInput hadoop(FileSystem files, Path path) {
        try {
            FileStatus status = files.getFileStatus(path);
            if (status.isDirectory()) {
                throw directory(path);
            }
            return new TripInput(path.toString(), status.getLen(), () -> HadoopStreams.wrap(files.open(path)));
        } catch (FileNotFoundException e) {
            throw missing(path);
        } catch (AccessControlException e) {
            throw forbidden(path, e);
        } catch (IOException e) {
            throw LabException.checkFailed(
                    "%s cannot be read: %s. Check the ticket (klist) and that HDFS is up."
                            .formatted(path, Messages.first(e)),
                    e);
        }
    }

    private static LabException missing(Object path) {
        return LabException.usage(
                path + " does not exist. Check the path, or fetch a month: lab data fetch --month 2022-01");
    }

    private static LabException dangling(java.nio.file.Path path) {
        try {
            return LabException.usage("%s is a link to %s, which does not exist. Name the file itself."
                    .formatted(path, Files.readSymbolicLink(path)));
        } catch (IOException e) {
            return missing(path);
        }
    }

    private static LabException directory(Object path) {
        return LabException.usage(path + " is a directory. Name one file in it, or make one of its parts: "
                + "duckdb -c \"COPY (FROM 'FOLDER/*.parquet') TO 'trips.parquet'\"");
    }

    static LabException forbidden(Object path, Exception cause) {
        return LabException.usage(path + " may not be read by this user. Give it read permission, or copy it.", cause);
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return opener.open();
    }

    /** The bytes from {@code offset} on, as many as asked for. */
    byte[] bytes(long offset, int count) throws IOException {
        byte[] bytes = new byte[count];
        try (SeekableInputStream in = newStream()) {
            in.seek(offset);
            in.readFully(bytes);
        }
        return bytes;
    }

    private static final class ChannelStream extends DelegatingSeekableInputStream {
        private final FileChannel channel;

        ChannelStream(FileChannel channel) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }

        @Override
        public void readFully(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("end of file at byte " + channel.position());
                }
            }
        }
    }
}
