package dev.kerbside.steps;

import dev.kerbside.Principal;
import dev.kerbside.drills.Claims;
import dev.kerbside.drills.Drill;
import dev.kerbside.drills.SessionDrill;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;

/** § 3.1: the SparkSession. */
final class OpenSession implements CodingStep {
    @Override
    public String id() {
        return "04-spark-session";
    }

    @Override
    public String title() {
        return "Open the Spark session";
    }

    @Override
    public List<String> members() {
        return List.of("session");
    }

    @Override
    public Drill drill() {
        return new SessionDrill();
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
        // Ends the session that is there, for session() must open one that nobody set before.
        drill().judge(context.job(), context.spark(), claims);
        return claims.equal(
                        "Hadoop login",
                        UserGroupInformation.getLoginUser().getUserName(),
                        Principal.TDP_USER.toString(),
                        "Give spark-submit --principal and --keytab.")
                .held();
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        SparkLogin.end();
        return false;
    }
}
