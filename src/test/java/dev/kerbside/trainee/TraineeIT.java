package dev.kerbside.trainee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.TutorialNames;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.RunningLab;
import dev.kerbside.trainee.Trainee.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A person who comes to a lab, leaps to step 08, works on it, and takes steps back: where they stand is always true. */
@ExtendWith(RunningLab.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TraineeIT {
    private static final Step AGGREGATE = Syllabus.step("08");

    private static final List<String> SAID = new ArrayList<>();
    private static TutorialContext context;
    private static Workspace workspace;
    private static Trainee trainee;

    @BeforeAll
    static void init(Endpoints lab, @TempDir Path folder) throws Exception {
        Path trips = folder.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(trips, 1_000, 7);
        Kerberos.use(lab);
        context = new TutorialContext(Lab.attach(lab.folder()), () -> trips, 0, new Said(SAID), Job.REFERENCE);
        workspace = Workspace.create(folder.resolve("mine"), Course.here(), Language.JAVA);
        trainee = new Trainee(context, Optional.of(workspace));
        for (Step step : List.of(Syllabus.step("00"), Syllabus.step("02"))) {
            // What other tests have left on the shared lab.
            trainee.perform(step);
        }
        trainee.reset(Syllabus.step("02"));
        trainee.reset(Syllabus.step("00"));
    }

    @AfterAll
    static void close() throws IOException {
        trainee.close();
    }

    @Test
    @Order(1)
    void onAFreshLabNothingHoldsAndTheTicketIsNext() {
        Map<String, State> standings = new TreeMap<>(standings());
        assertThat(standings.remove("30")).as("a lesson that needs YARN").isEqualTo(State.BEYOND_THIS_LAB);
        assertThat(standings.values()).containsOnly(State.OPEN);
        assertThat(trainee.next()).contains(Syllabus.step("00"));
    }

    @Test
    @Order(2)
    void oneLeapEndsJustBeforeTheStep() throws Exception {
        trainee.bringTo(AGGREGATE);
        assertHolding("00", "01", "02", "03", "04", "05", "06", "07");
        List<Step> before = new ArrayList<>();
        assertThat(trainee.next(standing -> before.add(standing.step()))).contains(AGGREGATE);
        assertThat(before).isEqualTo(Tutorial.STEPS.subList(0, Tutorial.STEPS.indexOf(AGGREGATE)));
        assertThat(workspace.folder().resolve("target/nyc-taxi-stream.jar")).exists();
    }

    @Test
    @Order(3)
    void aMistakeIsNamedAndTheRealStreamConfirmsTheSolution() throws Exception {
        workspace.solve(AGGREGATE);
        String right = Files.readString(workspace.job());
        Files.writeString(workspace.job(), right.replace("avg(\"tip_amount\")", "avg(\"trip_distance\")"));
        assertThat(trainee.check(AGGREGATE).reason()).contains("AvgTipAmount", "trip_distance");
        assertThat(standings()).containsEntry("08", State.OPEN);

        Files.writeString(workspace.job(), right);
        assertThat(trainee.check(AGGREGATE).checked()).last().asString().contains("equal to the oracle");
        assertThat(trainee.next()).contains(Syllabus.step("09"));
    }

    @Test
    @Order(4)
    void takingTheTopicBackTakesBackWhatStoodOnItAndSaysSo() throws Exception {
        SAID.clear();
        trainee.reset(Syllabus.step("02"));
        assertThat(SAID)
                .containsExactly(
                        "03-ingest was taken back: it stood on 02-create-topic", "02-create-topic was taken back");
        assertHolding("00", "01", "04", "05", "06", "07", "08");
        assertThat(trainee.next()).contains(Syllabus.step("02"));
    }

    @Test
    @Order(5)
    void aTopicWithTooFewReplicasIsNamedAndHowToGetRidOfIt(Endpoints lab) throws Exception {
        try (Admin admin = Admin.create(KafkaLogin.ticket(lab))) {
            admin.createTopics(List.of(new NewTopic(TutorialNames.TDP.topic(), 3, (short) 2)))
                    .all()
                    .get();
        }
        // A broker learns of a topic a moment after another.
        await().untilAsserted(
                        () -> assertThat(trainee.check(Syllabus.step("02")).reason())
                                .contains("has 2 replicas in partitions 0, 1, 2, expected 3 a partition")
                                .contains("lab step reset 02-create-topic"));
        SAID.clear();
        trainee.reset(Syllabus.step("02"));
        assertThat(SAID).containsExactly("02-create-topic was taken back");
    }

    @Test
    @Order(6)
    void aProducerThatIsRightStaysWhileTheTopicIsFilledAgain() throws Exception {
        Step ingest = Syllabus.step("03");
        Path producer = workspace.exercise(ingest);
        String mine =
                Files.readString(producer).replace("AtomicLong acknowledged", "AtomicLong /* mine */ acknowledged");
        Files.writeString(producer, mine);
        SAID.clear();
        trainee.bringTo(Syllabus.step("04"));
        assertThat(producer).hasContent(mine);
        assertThat(SAID).contains("03-ingest is done").noneMatch(line -> line.contains("03-ingest: the solution"));
        assertThat(trainee.check(ingest).checked()).hasSize(6);

        workspace.unsolve(ingest);
        assertThat(trainee.check(ingest).reason()).contains("as the exercise left it");
        assertThat(standings()).containsEntry("03", State.OPEN);
        StepResult withoutCode = new Trainee(context, Optional.empty()).check(ingest);
        assertThat(withoutCode.checked()).hasSize(3).first().isEqualTo("records in the topic: 1,000");

        trainee.reset(Syllabus.step("02"));
    }

    @Test
    @Order(7)
    void codeThatIsTakenBackIsAnExerciseAgainAndIsKept() throws Exception {
        String mine = Files.readString(workspace.job());
        trainee.reset(AGGREGATE);
        assertHolding("00", "01", "04", "05", "06", "07");
        try (var kept = Files.list(workspace.kept())) {
            assertThat(kept).anySatisfy(file -> assertThat(file).hasContent(mine));
        }
    }

    @Test
    @Order(8)
    void codeThatDoesNotCompileIsNotReplaced() throws Exception {
        String broken = Files.readString(workspace.job()) + "oops\n";
        Files.writeString(workspace.job(), broken);
        assertThat(trainee.check(AGGREGATE).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(trainee.check(AGGREGATE).reason()).contains("does not compile");
        assertThat(catchThrowable(() -> trainee.bringTo(AGGREGATE))).hasMessageContaining("does not compile");
        assertThat(workspace.job()).hasContent(broken);
    }

    private static void assertHolding(String... numbers) {
        Map<String, State> standings = standings();
        assertThat(standings.keySet().stream().filter(id -> standings.get(id) == State.HOLDS))
                .containsExactly(numbers);
    }

    private static Map<String, State> standings() {
        Map<String, State> standings = new LinkedHashMap<>();
        trainee.standings(one -> standings.put(one.step().id().substring(0, 2), one.state()));
        return standings;
    }
}
