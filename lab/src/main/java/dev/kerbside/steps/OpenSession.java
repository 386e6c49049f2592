package dev.kerbside.steps;

import dev.kerbside.Claims;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.SparkSession;

/** § 3.1: the SparkSession. */
final class OpenSession implements Step {
    @Override
    public String id() {
        return "04-spark-session";
    }

    @Override
    public String title() {
        return "Open the Spark session";
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        context.narrator()
                .say("SparkSession NycTaxiStreaming on "
                        + context.spark().sparkContext().master());
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        SparkSession spark = context.spark();
        String cure = "Look at NycTaxiStreaming.session().";
        int cores = Runtime.getRuntime().availableProcessors();
        int shuffle = Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
        return new Claims()
                .equal("application", spark.sparkContext().appName(), "NycTaxiStreaming", cure)
                .equal("session time zone", spark.conf().get("spark.sql.session.timeZone"), "UTC", cure)
                .that(
                        shuffle <= Math.max(4, 2 * cores),
                        "shuffle partitions: " + shuffle + " on " + cores + " cores",
                        shuffle + " shuffle partitions on " + cores
                                + " cores: each is a task and a state store a batch",
                        cure)
                .equal(
                        "Hadoop login",
                        UserGroupInformation.getLoginUser().getUserName(),
                        dev.kerbside.Principal.TDP_USER.toString(),
                        "Give spark-submit --principal and --keytab.")
                .held();
    }

    @Override
    public void reset(TutorialContext context) {
        SparkSession.getActiveSession().foreach(session -> {
            session.stop();
            return null;
        });
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }
}
