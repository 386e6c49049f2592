package dev.kerbside.config;

import dev.kerbside.Principal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of YARN's configuration files: Kerberos everywhere, pages by HTTPS and SPNEGO only, ACLs. */
public final class YarnConfig {
    /** Whom all daemons of YARN are, in Hadoop's eyes. */
    public static final String USER = "yarn";

    /** Where the logs of ended containers are kept in HDFS. */
    public static final String LOGS = "/app-logs";

    /** What all containers together may have, and one alone, MiB. */
    public static final int CONTAINERS_MB = 4096;

    private YarnConfig() {}

    /** The ResourceManager's listeners: for clients, for applications, for NodeManagers, for administrators, and pages. */
    public record ResourceManager(
            Address client, Address scheduler, Address tracker, Address admin, Address https, Principal principal) {}

    /** A NodeManager's listeners: for applications, for the localizers that it starts, and pages. */
    public record NodeManager(Address containers, Address localizer, Address https, Principal principal) {}

    /**
     * {@code yarn-site.xml} of a client. It gives up soon: Hadoop's default waits a quarter of an hour for a ResourceManager
     * that refuses a client without a ticket, and says nothing.
     */
    public static String client(ResourceManager master, NodeManager worker) {
        Map<String, String> conf = common(master, worker);
        conf.put("yarn.resourcemanager.connect.max-wait.ms", "5000");
        conf.put("yarn.resourcemanager.connect.retry-interval.ms", "1000");
        return HadoopConfig.xml(conf);
    }

    /** {@code yarn-site.xml} of the ResourceManager, which after a kill goes on with the applications that it had. */
    public static String resourceManager(
            ResourceManager self, NodeManager worker, String bind, Path data, Path keytab, HadoopConfig.Spnego spnego) {
        Map<String, String> conf = common(self, worker);
        conf.put("yarn.resourcemanager.bind-host", bind);
        conf.put("yarn.resourcemanager.keytab", keytab.toString());
        conf.put(
                "yarn.resourcemanager.webapp.spnego-principal",
                spnego.principal().toString());
        conf.put(
                "yarn.resourcemanager.webapp.spnego-keytab-file",
                spnego.keytab().toString());
        conf.put("yarn.resourcemanager.recovery.enabled", "true");
        conf.put(
                "yarn.resourcemanager.store.class",
                "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore");
        conf.put("yarn.resourcemanager.fs.state-store.uri", data.toUri().toString());
        // Else in a folder of /tmp with a name that every user of this machine knows, and may have made.
        conf.put(
                "yarn.node-attribute.fs-store.root-dir",
                data.resolve("node-attribute").toUri().toString());
        // Of an application that asks for more than two.
        conf.put("yarn.resourcemanager.am.global.max-attempts", "100");
        conf.put("yarn.scheduler.minimum-allocation-mb", "256");
        conf.put("yarn.scheduler.maximum-allocation-mb", String.valueOf(CONTAINERS_MB));
        // One worker: a container that was lost is looked for again at once.
        conf.put("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "250");
        conf.put("yarn.nm.liveness-monitor.expiry-interval-ms", "15000");
        // What came of an application is asked by people: a hundred of them are enough.
        conf.put("yarn.resourcemanager.max-completed-applications", "100");
        threads(conf, "yarn.resourcemanager.client", "yarn.resourcemanager.scheduler.client");
        conf.put("yarn.resourcemanager.resource-tracker.client.thread-count", "2");
        conf.put("yarn.resourcemanager.amlauncher.thread-count", "2");
        // Tokens of HDFS end; for a job that lives longer it asks for new ones, in the name of the job's user.
        conf.put("yarn.resourcemanager.proxy-user-privileges.enabled", "true");
        return HadoopConfig.xml(conf);
    }

    /** {@code capacity-scheduler.xml}: one queue; most of the worker may be drivers, because there is only one. */
    public static String scheduler() {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("yarn.scheduler.capacity.root.queues", "default");
        conf.put("yarn.scheduler.capacity.root.default.capacity", "100");
        conf.put("yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
        // Nobody is an administrator of all queues because of a default; see a queue's users: yarn.acl.enable.
        conf.put("yarn.scheduler.capacity.root.acl_administer_queue", USER);
        conf.put("yarn.scheduler.capacity.root.acl_submit_applications", Principal.TDP_USER.primary());
        conf.put("yarn.scheduler.capacity.root.default.acl_administer_queue", USER);
        conf.put("yarn.scheduler.capacity.root.default.acl_submit_applications", Principal.TDP_USER.primary());
        return HadoopConfig.xml(conf);
    }

    /** {@code yarn-site.xml} of the NodeManager. Its containers are processes of its own user: see docs/decisions/yarn.md. */
    public static String nodeManager(
            ResourceManager master, NodeManager self, String bind, Path data, Path keytab, HadoopConfig.Spnego spnego) {
        Map<String, String> conf = common(master, self);
        conf.put("yarn.nodemanager.hostname", self.containers().host());
        conf.put("yarn.nodemanager.bind-host", bind);
        conf.put("yarn.nodemanager.address", self.containers().toString());
        conf.put("yarn.nodemanager.localizer.address", self.localizer().toString());
        conf.put("yarn.nodemanager.webapp.https.address", self.https().toString());
        conf.put("yarn.nodemanager.keytab", keytab.toString());
        conf.put("yarn.nodemanager.webapp.spnego-principal", spnego.principal().toString());
        conf.put("yarn.nodemanager.webapp.spnego-keytab-file", spnego.keytab().toString());
        conf.put("yarn.nodemanager.local-dirs", data.resolve("local").toString());
        conf.put("yarn.nodemanager.log-dirs", data.resolve("logs").toString());
        conf.put(
                "yarn.nodemanager.container-executor.class",
                "org.apache.hadoop.yarn.server.nodemanager.DefaultContainerExecutor");
        conf.put("yarn.nodemanager.resource.memory-mb", String.valueOf(CONTAINERS_MB));
        conf.put("yarn.nodemanager.resource.cpu-vcores", "8");
        // Shared with other programs: nothing is ended because this machine's disk is nearly full.
        conf.put("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100.0");
        conf.put("yarn.nodemanager.log-container-debug-info.enabled", "false");
        conf.put("yarn.nodemanager.pmem-check-enabled", "false");
        conf.put("yarn.nodemanager.vmem-check-enabled", "false");
        // What a container takes over of the NodeManager's own variables; the others are where Spark listens.
        conf.put("yarn.nodemanager.env-whitelist", "JAVA_HOME,SPARK_LOCAL_IP,SPARK_LOCAL_HOSTNAME");
        threads(conf, "yarn.nodemanager.container-manager", "yarn.nodemanager.localizer.client");
        return HadoopConfig.xml(conf);
    }

    private static void threads(Map<String, String> conf, String... servers) {
        for (String server : servers) {
            conf.put(server + ".thread-count", "4");
        }
    }

    private static Map<String, String> common(ResourceManager master, NodeManager worker) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("yarn.resourcemanager.hostname", master.client().host());
        conf.put("yarn.resourcemanager.address", master.client().toString());
        conf.put("yarn.resourcemanager.scheduler.address", master.scheduler().toString());
        conf.put(
                "yarn.resourcemanager.resource-tracker.address",
                master.tracker().toString());
        conf.put("yarn.resourcemanager.admin.address", master.admin().toString());
        conf.put("yarn.resourcemanager.webapp.https.address", master.https().toString());
        conf.put("yarn.resourcemanager.principal", master.principal().toString());
        conf.put("yarn.nodemanager.principal", worker.principal().toString());
        conf.put("yarn.http.policy", "HTTPS_ONLY");
        conf.put("yarn.acl.enable", "true");
        conf.put("yarn.admin.acl", USER);
        conf.put("yarn.resourcemanager.am.max-attempts", "2");
        conf.put("yarn.log-aggregation-enable", "true");
        conf.put("yarn.nodemanager.remote-app-log-dir", LOGS);
        return conf;
    }
}
