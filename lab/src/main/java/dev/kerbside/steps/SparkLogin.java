package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.config.Jaas;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.LocalPath;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.PosixLocalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import scala.Option;

/**
 * Gives Spark inside this JVM what spark-submit gives it: the properties file, Hadoop's configuration and a login by
 * keytab, for a streaming job outlives a ticket.
 */
public final class SparkLogin {
    /**
     * For checkpoints on a local disk. Spark's default there starts a process ({@code readlink}) for each file that it
     * commits, and Hadoop's another one ({@code chmod}) for each that it makes. In HDFS the defaults are right: Spark's
     * replaces a file in one go.
     */
    public static final Map<String, String> LOCAL_CHECKPOINTS = Map.of(
            "spark.sql.streaming.checkpointFileManagerClass",
            "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager",
            "spark.hadoop.fs.file.impl",
            PosixLocalFileSystem.class.getName());

    /** Of the JVM-wide login: its path and time. */
    private static String keytabOfLogin;

    private SparkLogin() {}

    /** Sets system properties and the JVM-wide login; may be repeated. */
    public static void use(Lab running) throws IOException {
        Endpoints lab = running.endpoints();
        Properties properties = SparkConfig.read(lab);
        for (String file : new String[] {"core-site.xml", "hdfs-site.xml"}) {
            Configuration site = new Configuration(false);
            site.addResource(
                    new org.apache.hadoop.fs.Path(lab.hadoopConf().resolve(file).toUri()));
            site.forEach(entry -> properties.put("spark.hadoop." + entry.getKey(), entry.getValue()));
        }
        properties.put(JobSettings.PREFIX + "kafka.sasl.jaas.config", Jaas.lasting(lab));
        properties.putAll(LOCAL_CHECKPOINTS);
        JobFolder job = running.job();
        properties.put(JobSettings.PREFIX + "checkpoints", LocalPath.of(job.checkpoints()));
        properties.put("spark.local.dir", job.temporary().toString());
        properties.put("spark.master", "local[*]");
        properties.forEach((key, value) -> System.setProperty((String) key, (String) value));
        logIn(lab);
        Kerberos.use(lab);
    }

    /** Ends the Spark that runs in this JVM, its streaming queries first; may be repeated. */
    public static void end() throws TimeoutException {
        for (Option<SparkSession> session :
                List.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())) {
            if (session.isDefined() && !session.get().sparkContext().isStopped()) {
                for (StreamingQuery query : session.get().streams().active()) {
                    query.stop();
                }
                session.get().stop();
            }
        }
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }

    /** Once for each keytab: another lab, or a new password, has another one. A lent ticket is taken as it is now. */
    private static synchronized void logIn(Endpoints lab) throws IOException {
        if (lab.lentTicket() != null) {
            UserGroupInformation.setConfiguration(HadoopConfiguration.of(lab));
            UserGroupInformation.setLoginUser(Kerberos.ticketHolder(lab));
            return;
        }
        Path keytab = lab.keytab();
        String key = keytab + " " + Files.getLastModifiedTime(keytab);
        if (!key.equals(keytabOfLogin) || !lab.user().toString().equals(loginName())) {
            UserGroupInformation.setConfiguration(HadoopConfiguration.of(lab));
            UserGroupInformation.loginUserFromKeytab(lab.user().toString(), keytab.toString());
            keytabOfLogin = key;
        }
    }

    private static String loginName() throws IOException {
        return UserGroupInformation.isSecurityEnabled() && UserGroupInformation.isLoginKeytabBased()
                ? UserGroupInformation.getLoginUser().getUserName()
                : null;
    }
}
