package dev.kerbside.lessons.sinks;

import dev.kerbside.folder.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What Spark's file sink left in a folder: its own log says which files each micro-batch wrote; DuckDB reads them. */
record ParquetFolder(FileSystem fs, Path folder) {
    /** The rows of each micro-batch; the cells of a row are separated by blanks. */
    List<List<String>> batches() throws IOException, SQLException {
        List<List<String>> batches = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            for (int batch = 0; fs.exists(log(batch)); batch++) {
                List<String> rows = new ArrayList<>();
                for (Path file : files(batch)) {
                    rows.addAll(rows(duck, file));
                }
                batches.add(rows);
            }
        }
        return batches;
    }

    private Path log(int batch) {
        return new Path(folder, "_spark_metadata/" + batch);
    }

    /** The log's first line is its version; each other line is a file. */
    private List<Path> files(int batch) throws IOException {
        List<Path> files = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(fs.open(log(batch)), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                files.add(new Path((String) Json.parse(line, Map.class).get("path")));
            }
        }
        return files;
    }

    /** DuckDB knows no Kerberos: it reads a local copy. */
    private List<String> rows(Connection duck, Path file) throws IOException, SQLException {
        java.nio.file.Path local = Files.createTempFile("kerbside", ".parquet");
        try {
            try (var in = fs.open(file)) {
                Files.copy(in, local, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            try (PreparedStatement select = duck.prepareStatement("SELECT * FROM read_parquet(?)")) {
                select.setString(1, local.toString());
                return texts(select.executeQuery());
            }
        } finally {
            Files.delete(local);
        }
    }

    private static List<String> texts(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringJoiner cells = new StringJoiner(" ");
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                cells.add(result.getString(column));
            }
            rows.add(cells.toString());
        }
        return rows;
    }
}
