package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "green[1].parquet, green_1_.parquet",
        "_green.parquet, green.parquet",
        "green:2023-12.parquet, green_2023-12.parquet",
        "green.PARQUET, green.parquet",
        "[2023]/green.parquet, green.parquet"
    })
    void aPathThatHdfsWouldReadOtherwiseIsALinkWithAPlainName(String name, String plain) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "trips");
        Path lab = folder.resolve("lab");
        for (int again = 0; again < 2; again++) {
            Path path = DataOptions.plain(lab, file);
            assertThat(path).hasFileName(plain).isSymbolicLink().hasContent("trips");
        }
    }

    @Test
    void aPlainPathIsItself() throws IOException {
        Path file = Files.writeString(folder.resolve("green_tripdata_2023-12.parquet"), "trips");
        assertThat(DataOptions.plain(folder.resolve("lab"), file)).isEqualTo(file);
        assertThat(folder.resolve("lab")).doesNotExist();
    }
}
