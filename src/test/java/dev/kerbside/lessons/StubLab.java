package dev.kerbside.lessons;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.steps.Narrator;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.LabThatCan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * What a lesson is judged by, without a lab: topics of given records, and a folder in the place of HDFS, in which
 * {@code /user} is {@link #user}. Nobody has to log in. Hadoop's identities are those of the whole process, and are
 * left as they were before anybody asked.
 */
public final class StubLab implements AutoCloseable {
    private final StubBroker broker = new StubBroker();
    private final Path folder;

    /** @param folder empty, and its own */
    public StubLab(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(user());
        Files.createFile(folder.resolve("ticket"));
        Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=" + broker.address());
        Files.writeString(
                folder.resolve("core-site.xml"),
                """
                <configuration>
                <property><name>fs.defaultFS</name><value>viewfs://stub/</value></property>
                <property><name>fs.viewfs.mounttable.stub.link./user</name><value>%s</value></property>
                </configuration>"""
                        .formatted(user().toUri()));
        Files.writeString(folder.resolve("hdfs-site.xml"), "<configuration/>");
        Configuration identities = new Configuration(false);
        identities.set("hadoop.security.auth_to_local", "RULE:[1:$1]");
        UserGroupInformation.setConfiguration(identities);
    }

    /** The folder that the lab has as {@code /user}. */
    public Path user() {
        return folder.resolve("user");
    }

    /** Makes a topic, or replaces it: the records of each partition, and how many replicas of each are in sync. */
    public void topic(String name, int inSync, List<List<SimpleRecord>> partitions) {
        broker.topics().put(name, inSync, partitions);
    }

    /**
     * Of a lab whose narrator nobody hears.
     *
     * @param trips a local file of trips; null if nobody asks for it
     */
    public TutorialContext context(Path trips) {
        return new TutorialContext(
                new LabThatCan(Set.of(), endpoints()), () -> trips, 0, Narrator.SILENT, Job.REFERENCE);
    }

    private Endpoints endpoints() {
        return new Endpoints(
                folder,
                null,
                null,
                List.of(),
                List.of(),
                Principal.TDP_USER,
                TutorialNames.TDP,
                null,
                null,
                folder.resolve("ticket"),
                null,
                null,
                null,
                folder,
                null,
                null,
                broker.address(),
                folder.resolve("client.properties"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() throws IOException {
        UserGroupInformation.reset();
        broker.close();
    }
}
