package dev.kerbside.taxi.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kerbside.LabException;
import dev.kerbside.taxi.file.SyntheticMonth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlcDownloadTest {
    private static final YearMonth MONTH = YearMonth.of(2024, 1);

    private static final String FILE = "/trip-data/green_tripdata_2024-01.parquet";
    private static final Download PATIENT = new Download(10 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aMonthIsFetchedWhole() throws Exception {
        Path original = folder.resolve("original.parquet");
        SyntheticMonth.write(original, 1_000, 3);
        answer(200, Files.readAllBytes(original));

        Path file = TlcDownload.fetch(url(), MONTH, folder.resolve("data"), PATIENT);

        assertThat(file).hasFileName("green_tripdata_2024-01.parquet").hasSameBinaryContentAs(original);
        assertThat(Files.list(folder.resolve("data"))).containsExactly(file);
    }

    @Test
    void aMissingMonthIsRefusedAndLeavesNothing() throws Exception {
        answer(403, new byte[0]);

        assertThatThrownBy(() -> TlcDownload.fetch(url(), MONTH, folder, PATIENT))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("answered 403")
                .hasMessageContaining("--base-url")
                .hasMessageContaining("--file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAnswerThatIsNoMonthIsRefusedAndLeavesNothing() throws Exception {
        answer(200, "<html>Please sign in to the wireless network.</html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> TlcDownload.fetch(url(), MONTH, folder, PATIENT))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("not a Parquet file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAnswerThatIsNoMonthLeavesTheFileThatIsThere() throws Exception {
        Path earlier = Files.writeString(folder.resolve("green_tripdata_2024-01.parquet"), "of yesterday");
        answer(200, "PAR1 and no more".getBytes(StandardCharsets.UTF_8));

        refused(PATIENT, "Parquet");
        assertThat(folder).isDirectoryContaining(path -> path.equals(earlier));
        assertThat(earlier).hasContent("of yesterday");
    }

    @Test
    void aBodyWithoutEndIsCutAtTheLargestSizeAndLeavesNothing() {
        byte[] part = new byte[1 << 16];
        respond(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(part);
            }
        });

        refused(new Download(1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1)), "larger than 1 MB");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatStallsIsLeft(boolean afterTheHeaders) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        respond(exchange -> {
            if (afterTheHeaders) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("PAR1".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            asked.countDown();
            await(left);
        });
        try {
            refused(new Download(1 << 20, Duration.ofMinutes(1), Duration.ofMillis(300)), "no byte came");
        } finally {
            left.countDown();
        }
        assertThat(asked.getCount()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatSendsForEverIsLeftAtTheEndOfTheTime() {
        respond(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write('P');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(10_000_000);
            }
        });

        refused(new Download(1 << 20, Duration.ofMillis(700), Duration.ofMinutes(1)), "it took longer than");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBodyThatEndsBeforeItsLengthIsRefused() {
        respond(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("PAR1".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });

        refused(PATIENT, "could not be fetched");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRedirectThatGoesInCirclesEnds() {
        respond(exchange -> {
            exchange.getResponseHeaders().set("Location", FILE);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        refused(PATIENT, "redirected it more than 5 times");
    }

    @Test
    void aRedirectIsFollowedToTheFile() throws Exception {
        Path original = folder.resolve("original.parquet");
        SyntheticMonth.write(original, 1_000, 3);
        server.createContext("/moved", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(original));
            Files.copy(original, exchange.getResponseBody());
            exchange.close();
        });
        respond(exchange -> {
            exchange.getResponseHeaders().set("Location", "../moved?a=b");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });

        assertThat(TlcDownload.fetch(url(), MONTH, folder.resolve("data"), PATIENT))
                .hasSameBinaryContentAs(original);
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.0.2.1/a, http://192.0.2.2/a",
        "http://192.0.2.1/a, file:///etc/passwd",
        "http://192.0.2.1/a, ftp://192.0.2.2/a",
        "http://192.0.2.1/a, jar:http://192.0.2.2/a.jar!/a",
        "http://192.0.2.1/a, http:///a",
        "http://192.0.2.1/a, ht tp://a b",
        "http://192.0.2.1/a, http://127.0.0.1/a",
        "https://192.0.2.1/a, https://localhost:8911/a",
        "http://192.0.2.1/a, http://10.1.2.3/a",
        "http://192.0.2.1/a, http://192.168.1.1/a",
        "http://192.0.2.1/a, http://172.16.0.1/a",
        "http://192.0.2.1/a, http://169.254.169.254/latest/meta-data",
        "http://192.0.2.1/a, http://0.0.0.0/a",
        "http://192.0.2.1/a, http://[::1]/a",
        "http://192.0.2.1/a, http://[fd00::1]/a",
        "http://192.0.2.1/a, http://[::ffff:127.0.0.1]/a",
        "http://192.0.2.1/a, //127.0.0.1/a"
    })
    void aRedirectThatLeadsWhereItMustNotIsRefused(URI from, String to) {
        assertThatThrownBy(() -> Download.redirected(from, to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirected it to");
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.0.2.1/a, https://192.0.2.2/b, https://192.0.2.2/b",
        "https://192.0.2.1/a/b, ../c, https://192.0.2.1/c",
        "http://127.0.0.1:1/a, http://127.0.0.1:2/b, http://127.0.0.1:2/b"
    })
    void otherRedirectsAreFollowed(URI from, String to, URI next) throws Exception {
        assertThat(Download.redirected(from, to)).isEqualTo(next);
    }

    private void refused(Download download, String words) {
        assertThatThrownBy(() -> TlcDownload.fetch(url(), MONTH, folder, download))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(words);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void respond(HttpHandler handler) {
        server.createContext(FILE, handler);
    }

    private void answer(int status, byte[] body) {
        server.createContext(FILE, exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/trip-data";
    }
}
