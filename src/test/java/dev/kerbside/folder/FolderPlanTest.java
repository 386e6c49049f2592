package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Substrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPlanTest {
    private static final Path SOURCES = Path.of("lab/src/main/java/dev/kerbside");

    /** Above the seam nobody knows where something lies in a lab's folder. */
    private static final List<String> ABOVE =
            List.of("cli", "bench", "trainee", "lessons", "steps", "drills", "taxi", "course", "explain");

    @TempDir
    private Path temporary;

    @Test
    void allThatIsWrittenByThePlanGoesAtTheEndButForWhatStays() throws IOException {
        Path lab = temporary.resolve("lab");
        try (LabFolder folder = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            for (FolderPlan planned : FolderPlan.values()) {
                Path place = place(planned, lab);
                if (planned.isFolder()) {
                    Files.createDirectories(place);
                } else if (planned != FolderPlan.LOCK && planned != FolderPlan.STATE) {
                    folder.write(place, file -> Files.writeString(file, "x"));
                }
            }
        }
        try (Stream<Path> left = Files.list(lab)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "lab.json", "cluster.json", "logs", "report");
        }
    }

    @Test
    void aSecretIsMadeReadableByItsOwnerOnlyAndSoIsTheFolderAboveIt() throws IOException {
        Path lab = temporary.resolve("lab");
        try (LabFolder folder = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            for (FolderPlan planned : FolderPlan.values()) {
                if (planned.isSecret() && !planned.isFolder()) {
                    Path place = folder.write(place(planned, lab), file -> Files.writeString(file, "secret"));
                    assertThat(mode(place)).as(planned.toString()).isEqualTo("rw-------");
                    assertThat(mode(place.getParent())).as(planned.toString()).isEqualTo("rwx------");
                }
            }
        }
    }

    @Test
    void whatNobodyPlannedIsNotWritten() {
        Path lab = temporary.resolve("lab");
        try (LabFolder folder = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            for (String name : List.of("notes.txt", "keytabs/old/tdp_user.keytab", "secrets/key")) {
                assertThatThrownBy(() -> folder.write(lab.resolve(name), file -> Files.writeString(file, "x")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(name);
            }
        }
    }

    @Test
    void theClosestDescriptionCounts() {
        assertThat(FolderPlan.of(Path.of("lib/bashrc"))).contains(FolderPlan.BASHRC);
        assertThat(FolderPlan.of(Path.of("tls/truststore.p12"))).contains(FolderPlan.TRUSTSTORE);
        assertThat(FolderPlan.of(Path.of("tls/broker-1.p12"))).contains(FolderPlan.KEYSTORE);
        assertThat(FolderPlan.of(Path.of("nodes/broker-1/data/x/y"))).contains(FolderPlan.NODE);
        assertThat(FolderPlan.of(Path.of("notes.txt"))).isEmpty();
    }

    @Test
    void aPlaceOfSeveralHasANameAndNoneOfOneHas() {
        assertThatThrownBy(() -> FolderPlan.KEYTAB.in(temporary)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> FolderPlan.KEYTAB.path("../lab.json")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aboveTheSeamNobodyNamesAPlaceInALabsFolder() throws IOException {
        String tops = Arrays.stream(FolderPlan.values())
                .filter(planned -> planned.isFolder() || planned.pattern().contains("/"))
                .map(planned -> Path.of(planned.pattern()).getName(0).toString())
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        // resolve("logs…"), a literal of two levels that begins so, and whatever is resolved in a lab's folder.
        Pattern place = Pattern.compile(String.join(
                "|",
                "(?:resolve|place|file|folder|hasFile|read|write|delete)\\(\"(?:" + tops + ")[\"/]",
                "\"(?:" + tops + ")/[\\w*.-]+\"",
                "(?:lab|lab\\(\\)|endpoints|endpoints\\(\\)|options)\\.folder\\(\\)\\s*\\.resolve\\(",
                "dir\\(\\)\\s*\\.resolve\\("));
        List<String> named = new ArrayList<>();
        for (String room : ABOVE) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher found = place.matcher(Files.readString(file));
                    while (found.find()) {
                        named.add(SOURCES.relativize(file) + ": " + found.group());
                    }
                }
            }
        }
        assertThat(named).isEmpty();
    }

    private static Path place(FolderPlan planned, Path lab) {
        return planned.pattern().contains("*") ? planned.in(lab, "one") : planned.in(lab);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
