package dev.kerbside;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that a client of a running lab needs. Holds no secret itself: keytabs, password files and client.properties have
 * mode 0600.
 *
 * @param folder the lab's folder
 * @param realm Kerberos realm
 * @param kdc {@code host:port}, TCP only
 * @param services the principals of all services, without realm: {@code kafka/localhost} and so on
 * @param users the users of the realm that have a keytab here, without realm: {@code tdp_user} and so on
 * @param user who works on it: owner of the ticket cache, the topics and the home in HDFS
 * @param names what the tutorial's things are called here
 * @param krb5Conf for {@code KRB5_CONFIG} and {@code java.security.krb5.conf}
 * @param keytabs folder with a keytab a principal, see {@link Principal#keytabName()}
 * @param ticketCache credential cache of the user, filled by kinit (step 00)
 * @param lentTicket credential cache of the person's own, whose ticket is used because there is no keytab; else null
 * @param truststore the lab's CA as PKCS12; its password is in {@code clientProperties}
 * @param caCertificate the same CA as PEM
 * @param hadoopConf folder with core-site.xml, hdfs-site.xml and ssl-client.xml
 * @param hdfs URI of the file system
 * @param webHdfs HTTPS root of WebHDFS, behind SPNEGO
 * @param bootstrapServers Kafka's SASL_SSL listeners, {@code host:port,…}
 * @param clientProperties Kafka client configuration with the ticket cache
 * @param adminProperties the same with the brokers' superuser; null where the brokers' keys are not
 * @param jaas JAAS file whose KafkaClient entry uses the user's keytab
 * @param hosts hosts file for {@code -Djdk.net.hosts.file}, where the lab has names that only it knows; else null
 * @param sparkProperties {@code spark-submit --properties-file}: Spark's own access to HDFS and Kafka
 * @param sparkMaster what jobs are submitted to; null: this machine, with a thread for each partition; {@link
 *     #CLUSTERS_YARN}: the job of step 10 to the cluster's YARN, others to this machine
 * @param yarn HTTPS root of the ResourceManager's pages and REST calls, behind SPNEGO; its yarn-site.xml is in {@code
 *     hadoopConf}; null where the lab has no YARN
 */
public record Endpoints(
        Path folder,
        String realm,
        String kdc,
        List<String> services,
        List<String> users,
        Principal user,
        TutorialNames names,
        Path krb5Conf,
        Path keytabs,
        Path ticketCache,
        Path lentTicket,
        Path truststore,
        Path caCertificate,
        Path hadoopConf,
        String hdfs,
        String webHdfs,
        String bootstrapServers,
        Path clientProperties,
        Path adminProperties,
        Path jaas,
        Path hosts,
        Path sparkProperties,
        String sparkMaster,
        String yarn) {

    /** The master of jobs that leave this machine. */
    public static final String CLUSTERS_YARN = "yarn";

    /** A text of the tutorial's, with the names that its things have here. */
    public String named(String text) {
        TutorialNames tutorial = TutorialNames.TDP;
        Map<String, String> here = Map.of(
                tutorial.topic(),
                names.topic(),
                tutorial.prefix(),
                names.prefix(),
                tutorial.home(),
                names.home(),
                Principal.TDP_USER.toString(),
                user.toString());
        // The longer first: a topic's name begins with the prefix. And in one go, because a name of here may hold one
        // of these.
        return Pattern.compile(here.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")))
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(here.get(found.group())));
    }

    /** The user's keys. */
    public Path keytab() {
        return keytab(user);
    }

    /** The keys of a user or service. */
    public Path keytab(Principal principal) {
        return keytabs.resolve(principal.keytabName());
    }
}
