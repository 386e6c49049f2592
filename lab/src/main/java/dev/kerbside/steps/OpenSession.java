package dev.kerbside.steps;

import dev.kerbside.drills.Claims;
import dev.kerbside.drills.SessionDrill;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;

/** § 3.1: the SparkSession. */
final class OpenSession implements Step {
    private static final CodeExercise CODE = CodeExercise.of(NycTaxiStreaming.class, new SessionDrill(), "session");

    @Override
    public String id() {
        return "04-spark-session";
    }

    @Override
    public String title() {
        return "Open the Spark session";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(CODE);
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator()
                .say("SparkSession NycTaxiStreaming on "
                        + context.spark().sparkContext().master());
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Claims claims = new Claims();
        // Ends the session that is there, because session() must open one that nobody set before.
        CODE.drill().judge(context.job(), context.spark(), claims);
        return claims.equal(
                        "Hadoop login",
                        UserGroupInformation.getLoginUser().getUserName(),
                        context.endpoints().user().toString(),
                        "Give spark-submit --principal and --keytab.")
                .held();
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        SparkLogin.end();
        return false;
    }
}
