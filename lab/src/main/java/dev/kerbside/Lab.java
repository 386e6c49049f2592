package dev.kerbside;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A running lab: a KDC, an HDFS and three brokers, ready and used. The only seam: nothing above it knows where the
 * services run, or how the lab's folder is laid out.
 *
 * <pre>{@code
 * try (Lab lab = Lab.start(LabConfig.in(Path.of("lab")).build())) {
 *     Endpoints endpoints = lab.endpoints();
 *     lab.node("broker-2").kill();
 * }
 * }</pre>
 */
public interface Lab extends AutoCloseable {
    /**
     * Starts a lab, and returns when every service has been used. To close it is to end it.
     *
     * @throws LabException if it cannot start; then nothing is left running, and the logs stay
     */
    static Lab start(LabConfig config, Progress progress) {
        return LabProvider.find().start(config, progress);
    }

    /** The same without a word on the way. */
    static Lab start(LabConfig config) {
        return start(config, Progress.SILENT);
    }

    /**
     * The lab that runs in this folder, whoever started it. From here on this JVM knows the lab's host names. To close it
     * is to leave it: it runs on.
     *
     * @throws LabException if no lab is ready there
     */
    static Lab attach(Path folder) {
        return LabProvider.find().attach(folder);
    }

    /** All that a client needs. */
    Endpoints endpoints();

    /** What this lab can do besides. */
    Set<Capability> capabilities();

    /** Its nodes in the order of their start; none if the services are not the lab's own. */
    List<LabNode> nodes();

    /**
     * The node of this name.
     *
     * @param name as {@code broker-2}
     * @throws LabException if there is none, with the names that there are
     */
    LabNode node(String name);

    /**
     * Gives a user a new random password at the KDC, which is started again for it, and writes the user's keytab anew;
     * returns when both are done. Tickets that were granted before stay good.
     *
     * @throws LabException for a service, whose nodes would keep the old key; or if the lab cannot do it
     */
    void changePassword(Principal user);

    /** Which topics are this lab's own. */
    default OwnTopics ownTopics() {
        return OwnTopics.ALL;
    }

    /** Where the user types commands: on the edge node if the lab has one, else on this machine. */
    Shell shell();

    /** A shell on this machine, also where the lab has an edge node. */
    Shell localShell();

    /** Where the tutorial's own job works. */
    JobFolder job();

    /**
     * Where another job works.
     *
     * @param name of its folder and its log; letters, digits and hyphens
     */
    JobFolder job(String name);

    /** The folder for reports, which stay when the lab has ended; made where needed. */
    Path reports();

    /**
     * Looks whether what the lab runs on is there, before somebody waits for it.
     *
     * @throws LabException within some seconds if not: the Docker engine of a lab in containers may have gone
     */
    void requireReachable();

    /**
     * Of a lab that was started here: ends every node and removes the lab's secrets; logs and reports stay. Of one that
     * was attached: nothing. Idempotent.
     */
    @Override
    void close();
}
