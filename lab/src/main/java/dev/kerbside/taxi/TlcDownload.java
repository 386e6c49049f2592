package dev.kerbside.taxi;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.YearMonth;

/** Fetches a month of green trips from the New York City Taxi and Limousine Commission. */
public final class TlcDownload {
    /** Where TLC keeps its files at present; it has moved them before. */
    public static final String BASE_URL = "https://d37ci6vzurychx.cloudfront.net/trip-data/";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private TlcDownload() {}

    /**
     * Fetches {@code green_tripdata_YYYY-MM.parquet} into a folder. The file appears only when it is whole and valid.
     *
     * @param baseUrl folder of the files, with or without a slash at its end
     * @return the file
     * @throws LabException if it cannot be fetched, or is not a file of green trips
     */
    public static Path fetch(String baseUrl, YearMonth month, Path folder) {
        String name = "green_tripdata_" + month + ".parquet";
        String url = baseUrl + (baseUrl.endsWith("/") ? "" : "/") + name;
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, name, ".part");
            try {
                download(URI.create(url), part);
                TripFile.openLocal(part).close();
                return Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw LabException.usage(
                    "%s could not be fetched: %s. Check the network, or fetch it with a browser and pass --file PATH."
                            .formatted(url, Lines.first(e)),
                    e);
        }
    }

    private static void download(URI url, Path target) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .proxy(new ProxyVariables(System.getenv()).proxyOf(url))
                .build();
        try {
            var response = client.send(
                    HttpRequest.newBuilder(url).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofFile(target));
            if (response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode()
                        + " (no such month, or TLC has moved its files: see --base-url)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
