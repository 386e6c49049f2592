package dev.kerbside.taxi.fetch;

import dev.kerbside.LabException;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.YearMonth;

/** Fetches a month of green trips from the New York City Taxi and Limousine Commission. */
public final class TlcDownload {
    /** Where TLC keeps its files at present; it has moved them before. */
    public static final String BASE_URL = "https://d37ci6vzurychx.cloudfront.net/trip-data/";

    /** A month has less than 100 MB. */
    public static final String MAX_MB = "500";

    private static final Duration WHOLE = Duration.ofMinutes(30);
    private static final Duration STALL = Duration.ofSeconds(30);

    private TlcDownload() {}

    /**
     * Fetches {@code green_tripdata_YYYY-MM.parquet} into a folder. The file appears only when it is whole and valid; of
     * one that is not, nothing stays.
     *
     * @param baseUrl folder of the files, with or without a slash at its end
     * @param maxMb the largest file that is taken, MiB
     * @return the file
     * @throws LabException if it cannot be fetched, or is not a file of green trips
     */
    public static Path fetch(String baseUrl, YearMonth month, Path folder, long maxMb) {
        return fetch(baseUrl, month, folder, new Download(maxMb << 20, WHOLE, STALL));
    }

    static Path fetch(String baseUrl, YearMonth month, Path folder, Download download) {
        String name = "green_tripdata_" + month + ".parquet";
        String url = baseUrl + (baseUrl.endsWith("/") ? "" : "/") + name;
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, name, ".part");
            // Also if this process is asked to end.
            part.toFile().deleteOnExit();
            try {
                download.fetch(URI.create(url), part);
                requireTrips(part, url);
                return Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw LabException.usage(
                    "%s could not be fetched: %s. Check the network, or fetch it with a browser and pass --file PATH."
                            .formatted(url, Messages.first(e)),
                    e);
        }
    }

    /** What came is named by where it came from. */
    private static void requireTrips(Path part, String url) {
        try {
            TripFile.openLocal(part).close();
        } catch (LabException e) {
            throw LabException.usage(e.getMessage().replace(part.toString(), url), e);
        }
    }
}
