package dev.kerbside.refusals;

import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.security.auth.kerberos.KerberosTicket;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authentication.util.SubjectUtil;

/**
 * A client in a JVM of its own, because its realm or its Hadoop security is not the lab's, and both are process-wide.
 * Prints one line for each thing it tried: {@code hdfs: served} or {@code hdfs: refused} with the chain of reasons, and
 * {@code ticket: } for each ticket that it held for HDFS.
 */
public final class Stranger {
    static final String NAME_NODE = "dfs.namenode.kerberos.principal";

    private Stranger() {}

    /** @param args Kafka's properties file; Hadoop's folder; principal; keytab; the NameNode's principal */
    public static void main(String[] args) throws Exception {
        Properties kafka = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            kafka.load(reader);
        }
        attempt("kafka", () -> KafkaAttempts.as(kafka).listTopics());
        Configuration conf = HadoopConfiguration.of(Path.of(args[1]));
        conf.setInt("ipc.client.connect.max.retries.on.sasl", 0);
        conf.set(NAME_NODE, args[4]);
        // The rules of the lab name its own realm only; a client of another realm has rules of its own.
        conf.set("hadoop.security.auth_to_local", "RULE:[1:$1] RULE:[2:$1]");
        UserGroupInformation.setConfiguration(conf);
        UserGroupInformation ugi = UserGroupInformation.loginUserFromKeytabAndReturnUGI(args[2], args[3]);
        attempt("hdfs", () -> list(conf, ugi));
        ugi.doAs((PrivilegedExceptionAction<Void>) Stranger::printTickets);
    }

    private static Void printTickets() {
        SubjectUtil.current()
                .getPrivateCredentials(KerberosTicket.class)
                .forEach(ticket -> System.out.println("ticket: " + ticket.getServer()));
        return null;
    }

    static Object list(Configuration conf, UserGroupInformation identity) throws Exception {
        try (FileSystem fs = Hdfs.open(conf, identity)) {
            return fs.listStatus(new org.apache.hadoop.fs.Path("/user")).length;
        }
    }

    static void attempt(String service, Callable<?> attempt) {
        try {
            attempt.call();
            System.out.println(service + ": served");
        } catch (Exception e) {
            StringBuilder reasons = new StringBuilder();
            for (Throwable t = e; t != null; t = t.getCause()) {
                reasons.append(" < ").append(String.valueOf(t).replace('\n', ' '));
            }
            System.out.println(service + ": refused" + reasons);
        }
    }
}
