package dev.kerbside;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house: which rooms there are, and which may know which. An arrow that is not drawn here is a fault. */
class LayersTest {
    private static final String HOUSE = "dev.kerbside";
    private static final Path SOURCES = Path.of("lab/src/main/java/dev/kerbside");

    /** From the top floor down: a room, and those below it that it knows; {@code .} is the seam. */
    private static final String PLAN =
            """
            cli > bench trainee lessons lessons.failures steps taxi.pyspark taxi.job taxi.fetch taxi.table taxi.topic taxi.file taxi door substrate.containers substrate.external security folder process course explain python text .
            junit > security .
            bench > steps taxi.job taxi.topic taxi.file taxi door security folder process .
            trainee > trainee.javacode trainee.pythoncode trainee.code lessons steps drills taxi.job config folder python process course .
            trainee.javacode > trainee.code lessons steps taxi.job folder process course .
            trainee.pythoncode > trainee.code lessons steps taxi.pyspark taxi.job folder python process course
            trainee.code > steps taxi.job folder course
            lessons > lessons.eventtime lessons.failures lessons.growth lessons.security lessons.sinks steps .
            lessons.eventtime > steps drills taxi.job taxi.table taxi.topic taxi.file taxi .
            lessons.failures > steps drills taxi.job taxi.table taxi.topic taxi.file process .
            lessons.growth > steps drills taxi.job taxi.table taxi.topic taxi.file folder .
            lessons.security > steps drills taxi.job security kafka config process text .
            lessons.sinks > steps drills taxi.job taxi.topic taxi.file folder text .
            steps > drills taxi.pyspark taxi.job taxi.table taxi.topic taxi.file taxi security kafka config folder python process explain text .
            drills > taxi.job taxi.table taxi.topic taxi.file taxi text .
            taxi.pyspark > taxi.job python process .
            taxi.job > taxi.table taxi.topic taxi.file taxi .
            taxi.fetch > taxi.file text .
            taxi.table > taxi.file taxi folder text .
            taxi.topic > taxi.file taxi .
            taxi.file > taxi folder text .
            taxi > text .
            remote > process .
            door > substrate.containers substrate.embedded substrate.external substrate folder process .
            substrate.containers > substrate config folder python process text .
            substrate.embedded > substrate config folder process .
            substrate.external > substrate security kafka config folder python process explain text .
            substrate > security config folder python process text .
            security > config folder .
            kafka > config
            config > python process .
            folder > process text .
            course > process text .
            python > process .
            process > .
            explain > text .
            text
            .
            """;

    private static final Map<String, Set<String>> ALLOWED = new LinkedHashMap<>();
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        PLAN.lines().filter(line -> !line.isBlank()).forEach(line -> {
            List<String> rooms = List.of(line.strip().split("[ >]+"));
            ALLOWED.put(rooms.get(0), Set.copyOf(rooms.subList(1, rooms.size())));
        });
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HOUSE);
    }

    @Test
    void noRoomKnowsAnotherThatThePlanDoesNotName() {
        List<String> others = new ArrayList<>();
        arrows().forEach((arrow, example) -> {
            String[] ends = arrow.split(" ");
            if (!ALLOWED.getOrDefault(ends[0], Set.of()).contains(ends[1])) {
                others.add("%s > %s, as in %s".formatted(ends[0], ends[1], example));
            }
        });
        assertThat(others)
                .as("arrows that are not in the plan: turn them round, or draw them")
                .isEmpty();
    }

    @Test
    void thePlanDrawsNoArrowThatIsNotThere() {
        Set<String> drawn = new TreeSet<>();
        ALLOWED.forEach((room, known) -> known.forEach(other -> drawn.add(room + " " + other)));
        drawn.removeAll(arrows().keySet());
        assertThat(drawn).as("rub these out").isEmpty();
    }

    @Test
    void everyArrowLeadsDownwards() {
        List<String> floors = List.copyOf(ALLOWED.keySet());
        ALLOWED.forEach((room, known) -> assertThat(known)
                .as("known to " + room)
                .allSatisfy(other -> assertThat(floors.indexOf(other)).as(other).isGreaterThan(floors.indexOf(room))));
    }

    @Test
    void everyRoomSaysInOneSentenceWhatItIs() throws IOException {
        for (String room : ALLOWED.keySet()) {
            Path sentence = SOURCES.resolve(room.equals(".") ? "" : room.replace('.', '/'))
                    .resolve("package-info.java");
            assertThat(sentence).isRegularFile();
            assertThat(Files.readString(sentence))
                    .as(sentence.toString())
                    .containsPattern("/\\*\\*[\\s*]+[A-Z][^.]+\\.");
        }
        assertThat(ALLOWED.keySet()).containsExactlyInAnyOrderElementsOf(rooms());
    }

    /** Each pair of rooms of which one knows the other, with an example. */
    private static Map<String, String> arrows() {
        Map<String, String> arrows = new TreeMap<>();
        for (JavaClass one : classes) {
            for (Dependency known : one.getDirectDependenciesFromSelf()) {
                JavaClass other = known.getTargetClass().getBaseComponentType();
                if (other.getPackageName().startsWith(HOUSE) && !room(other).equals(room(one))) {
                    arrows.putIfAbsent(room(one) + " " + room(other), known.getDescription());
                }
            }
        }
        return arrows;
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName().substring(HOUSE.length());
        return name.isEmpty() ? "." : name.substring(1);
    }

    private static Set<String> rooms() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> rooms = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String room = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
                rooms.add(room.isEmpty() ? "." : room);
            });
            return rooms;
        }
    }
}
