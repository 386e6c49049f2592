package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts without an end, long ones, and such in other encodings. */
class InquiryTest {
    private static final String SAFE_MODE = "put: Name node is in safe mode.\n";
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** As /dev/zero, and as {@code yes}. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "y\n", "\u001b[31m", "x"})
    void aTextWithoutEndEnds(String over) throws Exception {
        Inquiry inquiry = Inquiry.of(new Endless(SAFE_MODE, over), 2 << 20);

        assertThat(inquiry.await(LONG).diagnoses()).extracting(Diagnosis::id).containsExactly("safe-mode");
        assertThat(inquiry.unread()).hasValue("The text is long: only the first 2 MiB were read.");
    }

    /** As {@code tail -f}: what was found is said when the time is up. */
    @Test
    void aTextThatIsSlowIsReadForATime() throws Exception {
        PipedOutputStream writer = new PipedOutputStream();
        Inquiry inquiry = Inquiry.of(new PipedInputStream(writer));
        writer.write(SAFE_MODE.getBytes(StandardCharsets.UTF_8));
        writer.flush();
        Awaitility.await("the line was read").until(() -> inquiry.soFar().recognised());

        assertThat(inquiry.await(Duration.ofMillis(1)).recognised()).isTrue();
        assertThat(inquiry.unread()).hasValueSatisfying(why -> assertThat(why).startsWith("The text had not ended"));
    }

    @Test
    void ofALongFileTheBeginAndTheEndAreRead() throws Exception {
        Path file = folder.resolve("long.log");
        Files.writeString(
                file,
                "Clock skew too great\n" + "x\n".repeat(5000) + "Ticket expired\n" + "x\n".repeat(5000) + SAFE_MODE);
        Inquiry inquiry = Inquiry.of(file, 4096);

        assertThat(inquiry.await(LONG).diagnoses())
                .extracting(Diagnosis::id)
                .containsExactly("clock-skew", "safe-mode");
        assertThat(inquiry.await(LONG).diagnoses().get(1).evidence().line()).isZero();
        assertThat(inquiry.unread()).hasValueSatisfying(why -> assertThat(why).endsWith("and the last were read."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void aTextMayBeInAnotherEncodingAndGzipped(String charset) throws Exception {
        byte[] bytes = ("starting\n" + SAFE_MODE).getBytes(Charset.forName(charset));
        for (byte[] text : new byte[][] {bytes, zipped(bytes)}) {
            Explanation explanation = Inquiry.of(new ByteArrayInputStream(text)).await(LONG);
            assertThat(explanation.diagnoses())
                    .extracting(diagnosis -> diagnosis.evidence().line())
                    .containsExactly(2);
        }
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** A text, and then another one for ever. */
    private static final class Endless extends InputStream {
        private final byte[] first;
        private final byte[] over;
        private long position;

        Endless(String first, String over) {
            this.first = first.getBytes(StandardCharsets.UTF_8);
            this.over = over.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            long at = position++;
            return at < first.length ? first[(int) at] : over[(int) (at % over.length)];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
