package dev.kerbside.trainee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.course.Page;
import dev.kerbside.course.PageProblems;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    private static final Course COURSE = Course.here();
    private static final Step AGGREGATE = Syllabus.step("08");

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void init() throws Exception {
        workspace = Workspace.create(folder.resolve("mine"), COURSE, Language.JAVA);
    }

    @AfterEach
    void close() throws IOException {
        workspace.close();
    }

    private static List<Step> steps() {
        return Syllabus.STEPS.stream()
                .filter(step -> step.exercise().isPresent())
                .toList();
    }

    private static List<Step> codingSteps() {
        return steps().stream().filter(step -> step.code().isPresent()).toList();
    }

    @Test
    void itsReadmeIsThatOfItsLanguage() throws IOException {
        Page template = Page.of(COURSE.root(), Path.of("tutorial-steps", Workspace.NAME, "README.md"));
        assertThat(PageProblems.ofCode(template)).isEmpty();
        assertThat(Files.readString(workspace.folder().resolve("README.md")))
                .isEqualTo(Language.JAVA.of(template.text()))
                .contains("NycTaxiStreaming.java", "pom.xml")
                .doesNotContain("stream_taxi_data_spark.py", "<details>");
        assertThat(Language.PYTHON.of(template.text()))
                .contains("stream_taxi_data_spark.py", "job_settings.py")
                .doesNotContain("NycTaxiStreaming.java", "<details>");
    }

    @Test
    void aNewOneHasEveryExerciseUntouchedAndCompiles() throws Exception {
        assertThat(codingSteps()).hasSize(9);
        for (Step step : codingSteps()) {
            assertThat(workspace.isUntouched(step)).as(step.id()).isTrue();
            assertThat(Files.readString(workspace.exercise(step))).contains("TODO " + step.number());
        }
        assertThat(workspace.folder().resolve("03-ingest.sh")).isExecutable();
        for (Step step : steps()) {
            assertThat(workspace.exercise(step)).exists();
            if (step.code().isEmpty()) {
                assertThat(workspace.exercise(step)).isExecutable();
            }
        }
        assertThat(workspace.load().getClass().getPackageName()).isEqualTo("nyctaxi");
        assertThat(workspace.folder().resolve("target/nyc-taxi-stream.jar")).isNotEmptyFile();
        assertThat(Files.readString(workspace.folder().resolve("pom.xml"))).doesNotContain("@");
    }

    @Test
    void allSolutionsTogetherAreTheReference() throws Exception {
        for (Step step : steps()) {
            workspace.solve(step);
        }
        for (Step step : codingSteps()) {
            Class<?> source = step.code().orElseThrow().java().source();
            String reference = Files.readString(COURSE.reference(source));
            String theirs = Files.readString(workspace.exercise(step));
            String body = "public final class " + source.getSimpleName() + " {";
            assertThat(theirs.substring(theirs.indexOf(body))).isEqualTo(reference.substring(reference.indexOf(body)));
        }
        workspace.load();
    }

    @Test
    void anExerciseComesBackAsItWasGivenAndTheRestStays() throws Exception {
        String given = Files.readString(workspace.job());
        workspace.solve(AGGREGATE);
        assertThat(workspace.isUntouched(AGGREGATE)).isFalse();
        assertThat(workspace.isUntouched(Syllabus.step("07"))).isTrue();

        workspace.unsolve(AGGREGATE);

        assertThat(workspace.job()).hasContent(given);
    }

    @Test
    void oneThatAnEarlierVersionMadeCompilesAndIsKeptAsItWas() throws Exception {
        String earlier = Files.readString(workspace.job()).replace("dev.kerbside.taxi.job.", "dev.kerbside.taxi.");
        assertThat(earlier).contains("import dev.kerbside.taxi.JobSettings;");
        Files.writeString(workspace.job(), earlier);
        workspace.load();
        assertThat(workspace.kept().resolve("NycTaxiStreaming.java.1")).hasContent(earlier);
    }

    @Test
    void whatIsReplacedIsKept() throws Exception {
        String mine = Files.readString(workspace.job()).replace("TODO 08", "I am at 08");
        Files.writeString(workspace.job(), mine);
        workspace.solve(AGGREGATE);
        Step topic = Syllabus.step("02");
        Files.writeString(workspace.exercise(topic), "echo mine\n");
        workspace.solve(topic);
        assertThat(workspace.kept().resolve("NycTaxiStreaming.java.1")).hasContent(mine);
        assertThat(workspace.kept().resolve("02-create-topic.sh.1")).hasContent("echo mine\n");

        workspace.solve(topic);
        assertThat(workspace.kept().resolve("02-create-topic.sh.2"))
                .as("nothing was replaced the second time")
                .doesNotExist();
    }

    @Test
    void nothingIsWrittenThroughALinkOutOfIt() throws Exception {
        Path job = Files.copy(workspace.job(), folder.resolve("job.java"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        String given = Files.readString(job);
        Step topic = Syllabus.step("02");
        Files.delete(workspace.job());
        Files.createSymbolicLink(workspace.job(), job);
        Files.delete(workspace.exercise(topic));
        Files.createSymbolicLink(workspace.exercise(topic), elsewhere.resolve("dangling"));
        Files.createSymbolicLink(workspace.folder().resolve("HINTS.md"), elsewhere.resolve("hints"));

        refused(() -> workspace.solve(AGGREGATE));
        refused(() -> workspace.unsolve(topic));
        refused(() -> workspace.hints().next(topic));

        Files.delete(workspace.job());
        Files.copy(job, workspace.job());
        Files.createSymbolicLink(workspace.kept(), elsewhere);
        refused(() -> workspace.solve(AGGREGATE));
        assertThat(job).hasContent(given);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void whatWasCompiledIsNotWrittenThroughALinkEither() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = Files.createDirectory(workspace.folder().resolve("target"));
        Files.createSymbolicLink(target.resolve("classes"), elsewhere);
        Files.createSymbolicLink(target.resolve("nyc-taxi-stream.jar"), elsewhere.resolve("jar"));
        workspace.load();
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(target.resolve("nyc-taxi-stream.jar")).isRegularFile();
    }

    @Test
    void aFileWithASecondNameKeepsItsTextThere() throws Exception {
        Path backup = Files.createLink(folder.resolve("backup.java"), workspace.job());
        String given = Files.readString(backup);

        workspace.solve(AGGREGATE);

        assertThat(backup).hasContent(given);
        assertThat(Files.readString(workspace.job())).isNotEqualTo(given);
    }

    @Test
    void aWorkspaceThatIsALinkIsRefused() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), workspace.folder());
        refused(() -> Workspace.open(link, COURSE));
        refused(() -> Workspace.create(
                Files.createSymbolicLink(folder.resolve("l"), folder.resolve("no")), COURSE, Language.JAVA));
    }

    private static void refused(ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(LabException.class).hasMessageContaining("is a link");
    }

    @Test
    void aFolderWithFilesInItIsRefused() {
        assertThatThrownBy(() -> Workspace.create(workspace.folder(), COURSE, Language.JAVA))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining(workspace.folder().toString());
    }

    @Test
    void filesBesideTheJobAreCompiledWithItAndGoWhenTheyGo() throws Exception {
        Path prices = Files.createDirectories(workspace.job().resolveSibling("prices"));
        Path money = Files.writeString(
                prices.resolve("Money.java"), "package nyctaxi.prices;\npublic record Money(double dollars) {}\n");
        Files.writeString(prices.resolve(".#Money.java"), "what an editor leaves");
        Path mine = Files.writeString(
                workspace.job().resolveSibling("Mine.java"),
                "package nyctaxi;\ninterface Mine { Object FIVE = new nyctaxi.prices.Money(5); }\n");
        Path compiled = workspace.folder().resolve("target/classes/nyctaxi/prices/Money.class");
        workspace.load();
        // A class file begins with eight bytes; the last two are the version, and 61 is Java 17's, as an edge node has
        // it.
        assertThat(Files.readAllBytes(compiled)).startsWith(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61);
        assertThat(workspace.sourceFolders()).contains(prices);

        Files.delete(money);
        assertThatThrownBy(() -> workspace.load())
                .hasMessageContaining("Mine.java does not compile")
                .hasMessageContaining("line 2: package nyctaxi.prices does not exist");

        Files.delete(mine);
        workspace.load();
        assertThat(compiled).doesNotExist();
    }

    @Test
    void codeThatDoesNotCompileIsShownWithItsLine() throws Exception {
        String broken = Files.readString(workspace.job()) + "class Another { int x = \"\"; }\n";
        Files.writeString(workspace.job(), broken);
        long line = broken.lines().count();
        assertThatThrownBy(() -> workspace.load())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("NycTaxiStreaming.java does not compile")
                .hasMessageContaining("line " + line + ": incompatible types")
                .hasMessageContaining("class Another { int x = \"\"; }");
    }

    @Test
    void eachHintIsGivenOnceAndThenTheWayToTheSolution() throws Exception {
        for (Step step : steps()) {
            List<String> hints = COURSE.page(step.id()).hints(Language.JAVA);
            assertThat(hints).as(step.id()).hasSizeGreaterThanOrEqualTo(3);
            for (int i = 0; i < hints.size(); i++) {
                Hints.Hint hint = workspace.hints().next(step);
                assertThat(hint).isEqualTo(new Hints.Hint(i + 1, hints.size(), hints.get(i)));
            }
            assertThatThrownBy(() -> workspace.hints().next(step))
                    .hasMessageContaining("lab step solution " + step.id());
        }
    }
}
