package dev.kerbside;

import dev.kerbside.folder.Json;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.HostNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a client of a running lab needs, also written as {@code endpoints.json} into the lab's folder, so that a
 * second process attaches. Holds no secret itself: keytabs, password files and client.properties have mode 0600.
 *
 * @param folder the lab's folder
 * @param realm Kerberos realm
 * @param kdc {@code host:port}, TCP only
 * @param services the principals of all services, without realm: {@code kafka/localhost} and so on
 * @param krb5Conf for {@code KRB5_CONFIG} and {@code java.security.krb5.conf}
 * @param keytabs folder with a keytab a principal, see {@link Principal#keytabName()}
 * @param ticketCache credential cache of tdp_user, filled by kinit (step 00)
 * @param truststore the lab's CA as PKCS12; its password is in {@code clientProperties}
 * @param caCertificate the same CA as PEM
 * @param hadoopConf folder with core-site.xml, hdfs-site.xml and ssl-client.xml
 * @param hdfs URI of the file system
 * @param webHdfs HTTPS root of WebHDFS, behind SPNEGO
 * @param bootstrapServers Kafka's SASL_SSL listeners, {@code host:port,…}
 * @param clientProperties Kafka client configuration with the ticket cache
 * @param jaas JAAS file whose KafkaClient entry uses tdp_user's keytab
 * @param hosts hosts file for {@code -Djdk.net.hosts.file}, where the lab has names that only it knows; else null
 * @param sparkProperties {@code spark-submit --properties-file}: Spark's own access to HDFS and Kafka
 */
public record Endpoints(
        Path folder,
        String realm,
        String kdc,
        List<String> services,
        Path krb5Conf,
        Path keytabs,
        Path ticketCache,
        Path truststore,
        Path caCertificate,
        Path hadoopConf,
        String hdfs,
        String webHdfs,
        String bootstrapServers,
        Path clientProperties,
        Path jaas,
        Path hosts,
        Path sparkProperties) {

    private static final String FILE = "endpoints.json";

    public Path keytab(Principal principal) {
        return keytabs.resolve(principal.keytabName());
    }

    public void write() throws IOException {
        Json.write(folder.resolve(FILE), this);
    }

    /**
     * The endpoints of the lab that runs in this folder; from here on this JVM knows the lab's host names.
     *
     * @throws LabException if no lab is ready there
     */
    public static Endpoints read(Path labFolder) {
        Path file = labFolder.resolve(FILE);
        if (LabFolder.running(labFolder).filter(LabFolder.State::ready).isEmpty()) {
            throw LabException.cannotStart("No lab is ready in %s. %s"
                    .formatted(
                            labFolder,
                            above(labFolder)
                                    .map(running -> "One runs in %s: give --dir %s".formatted(running, running))
                                    .orElse("Start one with: lab up --dir %s (its state: lab status)"
                                            .formatted(labFolder))));
        }
        try {
            Endpoints endpoints = Json.read(file, Endpoints.class);
            if (endpoints.hosts() != null) {
                HostNames.use(endpoints.hosts());
            }
            return endpoints;
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be read (%s). Restart the lab: lab down, then lab up.".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** A lab that runs in a folder of the same name, further up: whoever asks has changed into a folder below. */
    private static Optional<Path> above(Path labFolder) {
        Path folder = labFolder.toAbsolutePath().normalize();
        return Stream.iterate(folder.getParent(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve(folder.getFileName()))
                .filter(candidate -> !candidate.equals(folder) && isRunning(candidate))
                .findFirst();
    }

    private static boolean isRunning(Path folder) {
        try {
            return LabFolder.running(folder).isPresent();
        } catch (LabException e) {
            // Not one's own: nobody's advice.
            return false;
        }
    }
}
