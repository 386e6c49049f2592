package dev.kerbside.lessons.security;

import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.lessons.security.KdcOutageExpectations.Found;
import dev.kerbside.lessons.security.KdcOutageExpectations.Phase;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.TutorialContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;

/** A streaming job whose tickets end after half a minute, while the KDC is there and while it is not. */
final class KdcOutage {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int NUMBERS = 30;
    private static final String JAAS = "sasl.jaas.config";

    /** Kafka's own is a minute, longer than these tickets live. */
    private static final String PATIENCE = "sasl.kerberos.min.time.before.relogin";

    private final TutorialContext context;
    private final SparkSession spark;
    private final ShortTickets tickets;
    private final String topic;

    KdcOutage(TutorialContext context, SparkSession spark, ShortTickets tickets, String topic) {
        this.context = context;
        this.spark = spark;
        this.tickets = tickets;
        this.topic = topic;
    }

    Found observe() throws Exception {
        Properties login = keytab("stream");
        Map<String, String> options = Map.of(JAAS, login.getProperty(JAAS), PATIENCE, login.getProperty(PATIENCE));
        try (Numbers numbers = new Numbers(context, topic);
                NumberStream stream = new NumberStream(spark, numbers, options)) {
            context.narrator()
                    .say("a streaming job with a keytab, whose tickets last %d s"
                            .formatted(ShortTickets.LIFE.toSeconds()));
            stream.start();
            numbers.send(NUMBERS);
            stream.awaitAll();
            return ended(numbers, stream, login);
        }
    }

    /** First with a KDC: the ticket of a client that has no key ends. */
    private Found ended(Numbers numbers, NumberStream stream, Properties streamLogin) throws Exception {
        Path cache = tickets.cache("krb5cc_short");
        KdcLog log = new KdcLog(context.lab());
        Properties holder = new Properties();
        holder.putAll(KafkaLogin.ticket(context.endpoints()));
        holder.put(JAAS, Jaas.ticketCache(cache));
        Configuration conf = HadoopConfiguration.of(context.endpoints());
        conf.setInt("ipc.client.connect.max.retries.on.sasl", 0);
        UserGroupInformation ticketHolder =
                UserGroupInformation.getUGIFromTicketCache(cache.toString(), Principal.TDP_USER.toString());
        try (KafkaProbe old = new KafkaProbe(holder, topic);
                FileSystem fs = Hdfs.open(conf, ticketHolder)) {
            old.ask();
            fs.exists(home());
            context.narrator().say("waiting until a ticket without a keytab has ended");
            ShortTickets.awaitPast(ShortTickets.end(cache));
            numbers.send(NUMBERS);
            Phase ended = new Phase(
                    stream.awaitAll(),
                    old.ask(),
                    KafkaProbe.once(holder, topic),
                    KafkaProbe.once(anotherText(holder), topic));
            String hdfs = hdfs(fs);
            long renewals = log.requests().stream()
                    .filter(request -> request.granted() && request.of("AS_REQ", Principal.TDP_USER.primary()))
                    .count();
            return outage(numbers, stream, streamLogin, renewals, ended, hdfs);
        }
    }

    private static String hdfs(FileSystem fs) {
        try {
            fs.exists(home());
            return KafkaProbe.SERVED;
        } catch (java.io.IOException e) {
            return KafkaProbe.words(e);
        }
    }

    private static org.apache.hadoop.fs.Path home() {
        return new org.apache.hadoop.fs.Path("/user/tdp_user");
    }

    /** The same login, which Kafka takes for another one. */
    private static Properties anotherText(Properties login) {
        Properties other = new Properties();
        other.putAll(login);
        other.put(JAAS, login.getProperty(JAAS).replace("doNotPrompt=true ", "doNotPrompt=true debug=false "));
        return other;
    }

    /** Then without one. */
    private Found outage(
            Numbers numbers, NumberStream stream, Properties streamLogin, long renewals, Phase ended, String hdfs)
            throws Exception {
        LabNode kdc = context.lab().node("kdc");
        Phase before = before(numbers, stream);
        // Its ticket is new when the KDC goes.
        Properties keytab = keytab("client");
        try (KafkaProbe old = new KafkaProbe(keytab, topic)) {
            old.ask();
            Phase outage;
            Phase outageAfterEnd;
            context.narrator().say("the KDC is killed");
            kdc.kill();
            try {
                outage = phase(numbers, stream, old, keytab, "outage");
                context.narrator().say("waiting until every ticket has ended");
                ShortTickets.awaitPast(Instant.now().plus(ShortTickets.LIFE));
                outageAfterEnd = phase(numbers, stream, old, keytab, "after-end");
                stream.stop();
                numbers.send(NUMBERS);
                stream.start();
            } finally {
                context.narrator().say("the KDC is started again");
                kdc.start();
            }
            for (Properties lost : List.of(keytab, streamLogin)) {
                Awaitility.await("the login that lost its ticket has another one")
                        .atMost(LIMIT)
                        .until(() -> KafkaProbe.once(lost, topic).equals(KafkaProbe.SERVED));
            }
            String restarted = stream.awaitAll();
            Phase after = phase(numbers, stream, old, keytab, "after");
            return new Found(
                    ShortTickets.LIFE.toSeconds(),
                    renewals,
                    ended,
                    hdfs,
                    before,
                    outage,
                    outageAfterEnd,
                    restarted,
                    after,
                    numbers.sent(),
                    stream.wrong());
        }
    }

    private Phase before(Numbers numbers, NumberStream stream) throws Exception {
        Properties keytab = keytab("before");
        try (KafkaProbe old = new KafkaProbe(keytab, topic)) {
            old.ask();
            return phase(numbers, stream, old, keytab, "before-new");
        }
    }

    private Phase phase(Numbers numbers, NumberStream stream, KafkaProbe old, Properties login, String name)
            throws Exception {
        String another = KafkaProbe.once(login, topic);
        String connected = old.ask();
        numbers.send(NUMBERS);
        return new Phase(stream.awaitAll(), connected, another, KafkaProbe.once(keytab(name), topic));
    }

    private Properties keytab(String name) throws Exception {
        Properties login = KafkaLogin.ticket(context.endpoints());
        login.put(JAAS, tickets.login(Principal.TDP_USER, name));
        login.put(PATIENCE, "1000");
        return login;
    }
}
