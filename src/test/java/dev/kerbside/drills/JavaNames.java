package dev.kerbside.drills;

import java.util.regex.Pattern;

/** What nobody should be told who writes Python. */
final class JavaNames {
    static final Pattern PATTERN = Pattern.compile(String.join(
            "|",
            "readFromKafka",
            "joinZones",
            "startQuery",
            "bySql",
            "byApi",
            "byUdf",
            "isLong",
            "settings\\.\\w+\\(\\)",
            "consoleRows",
            "zonesFile",
            "equalTo",
            "not\\(malformed",
            "\\.(as|or|gt)\\(",
            "sparkSession\\(\\)",
            "readStream\\(\\)",
            "writeStream\\(\\)",
            "the comment above",
            "returns null",
            "PythonError",
            "Py4J",
            "\\.java\\b"));

    private JavaNames() {}
}
