package dev.kerbside.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lab python says where it cannot go on, and that it then leaves nothing; the interpreters are scripts. */
class PythonSetupTest {
    private static final String CURRENT = "*version*) echo 3.11.2 ;;";

    @TempDir
    private Path folder;

    private PythonHome home;
    private PythonSetup setup;

    @BeforeEach
    void open() throws IOException {
        home = new PythonHome(folder.resolve("a cache"));
        for (Path zip : home.zips()) {
            Files.createDirectories(zip.getParent());
            Files.writeString(zip, "");
        }
        Path shell = home.pyspark().resolve("pyspark/shell.py");
        Files.createDirectories(shell.getParent());
        Files.writeString(shell, "");
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), "gssapi==1.12.0\nlz4==4.4.5\n");
        setup = new PythonSetup(home, requirements, said -> {}, said -> {});
    }

    /** An interpreter that answers by its second argument, as the cases of a shell say. */
    private String python(String... cases) throws IOException {
        Path file = Files.createTempFile(folder, "python", "");
        Files.writeString(file, "#!/bin/bash\ncase \"$*\" in\n" + String.join("\n", cases) + "\n*) exit 0 ;;\nesac\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private void refused(String python, String... words) {
        assertThatThrownBy(() -> setup.make(python))
                .isInstanceOf(LabException.class)
                .message()
                .contains(words);
        assertThat(home.environment()).doesNotExist();
        assertThat(folder.resolve("a cache/made"))
                .satisfiesAnyOf(made -> assertThat(made).doesNotExist(), made -> assertThat(made)
                        .isEmptyDirectory());
    }

    @Test
    void noPython() {
        refused(folder.resolve("none").toString(), "There is no Python at '", "apt-get install python3-venv");
    }

    @Test
    void anOldPython() throws IOException {
        refused(python("*version*) echo 3.8.1; exit 1 ;;"), "is Python 3.8.1, and 3.9 is needed", "--python PYTHON");
    }

    @Test
    void noVenv() throws IOException {
        refused(
                python(
                        CURRENT,
                        "*venv*) echo 'The virtual environment was not created: ensurepip is not available'; exit 1 ;;"),
                "ensurepip is not available",
                "apt-get install python3-venv");
    }

    @Test
    void noCompilerForGssapi() throws IOException {
        String pip = "*pip*) echo 'error: subprocess-exited-with-error'; echo 'Failed to build gssapi'; exit 1 ;;";
        refused(
                python(CURRENT, "*'import gssapi'*) exit 1 ;;", venv(pip)),
                "pip could not build gssapi",
                "apt-get install python3-gssapi");
    }

    @Test
    void noIndex() throws IOException {
        String pip = "*pip*) echo 'ERROR: No matching distribution found for lz4==4.4.5'; exit 1 ;;";
        refused(
                python(CURRENT, "*'import gssapi'*) exit 1 ;;", venv(pip)),
                "No matching distribution found for lz4",
                "Does it reach its index?");
    }

    /** What makes an environment whose interpreter is another script. */
    private String venv(String cases) throws IOException {
        String made = python(cases);
        return "*venv*) mkdir -p \"${@: -1}/bin\"; cp '%s' \"${@: -1}/bin/python3\" ;;".formatted(made);
    }

    @Test
    void aGivenOneThatLacksAPackageIsNotTaken() throws IOException {
        String python = python(
                CURRENT, "*'import gssapi, kafka'*) echo \"ModuleNotFoundError: No module named 'kafka'\"; exit 1 ;;");
        assertThatThrownBy(() -> setup.use(python))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("No module named 'kafka'")
                .hasMessageContaining("requirements.txt");
        assertThat(home.environment()).doesNotExist();
    }

    @Test
    void aGivenOneIsTakenWithPySparkBeforeItsOwnPaths() throws Exception {
        String python = python(CURRENT, "*paths*) echo \"$PYTHONPATH\" ;;");
        setup.use(python);
        Process paths = new ProcessBuilder(home.bin().resolve("python3").toString(), "paths").start();
        assertThat(new String(paths.getInputStream().readAllBytes()).strip())
                .isEqualTo(home.zips().get(0) + ":" + home.zips().get(1));
        setup.use(python);
        assertThat(folder.resolve("a cache/made")).isDirectoryContaining(file -> true);
        try (var made = Files.list(folder.resolve("a cache/made"))) {
            assertThat(made.toList()).as("the one before is gone").hasSize(1);
        }
        assertThat(List.of("python3", "python"))
                .allSatisfy(name -> assertThat(home.bin().resolve(name)).isExecutable());
    }
}
