package dev.kerbside.taxi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kerbside.LabException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlcDownloadTest {
    private static final YearMonth MONTH = YearMonth.of(2024, 1);

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aMonthIsFetchedWhole() throws Exception {
        Path original = folder.resolve("original.parquet");
        SyntheticMonth.write(original, 1_000, 3);
        answer(200, Files.readAllBytes(original));

        Path file = TlcDownload.fetch(url(), MONTH, folder.resolve("data"));

        assertThat(file).hasFileName("green_tripdata_2024-01.parquet").hasSameBinaryContentAs(original);
        assertThat(Files.list(folder.resolve("data"))).containsExactly(file);
    }

    @Test
    void aMissingMonthIsRefusedAndLeavesNothing() throws Exception {
        answer(403, new byte[0]);

        assertThatThrownBy(() -> TlcDownload.fetch(url(), MONTH, folder))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("answered 403")
                .hasMessageContaining("--base-url")
                .hasMessageContaining("--file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAnswerThatIsNoMonthIsRefusedAndLeavesNothing() throws Exception {
        answer(200, "<html>Please sign in to the wireless network.</html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> TlcDownload.fetch(url(), MONTH, folder))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("not a Parquet file");
        assertThat(folder).isEmptyDirectory();
    }

    private void answer(int status, byte[] body) {
        server.createContext("/trip-data/green_tripdata_2024-01.parquet", exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/trip-data";
    }
}
