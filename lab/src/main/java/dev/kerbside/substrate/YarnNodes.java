package dev.kerbside.substrate;

import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.YarnConfig;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;

/**
 * YARN's two nodes.
 *
 * @param cluster one that has YARN
 */
public record YarnNodes(Cluster cluster) {
    static final String RESOURCE_MANAGER = "resourcemanager";

    /** The node whose processes are not only its own. */
    public static final String NODE_MANAGER = "nodemanager";

    /** Whether it is one of the two. */
    public static boolean isYarn(Node node) {
        return node.name().equals(RESOURCE_MANAGER) || node.name().equals(NODE_MANAGER);
    }

    /** In the order of their start. */
    List<Node> all() {
        return List.of(resourceManager(), nodeManager());
    }

    /** {@code yarn-site.xml} of a client. */
    static String clientSite(Cluster cluster) {
        Topology.Yarn yarn = cluster.topology().yarn();
        return YarnConfig.client(yarn.resourceManager(), yarn.nodeManager());
    }

    private Node resourceManager() {
        YarnConfig.ResourceManager self = cluster.topology().yarn().resourceManager();
        HadoopConfig.Spnego spnego = cluster.spnego(self.https());
        Map<String, String> files = server(RESOURCE_MANAGER, spnego);
        files.put("capacity-scheduler.xml", YarnConfig.scheduler());
        files.put(
                "yarn-site.xml",
                YarnConfig.resourceManager(
                        self,
                        cluster.topology().yarn().nodeManager(),
                        cluster.bind(),
                        Node.data(cluster.folder(), RESOURCE_MANAGER),
                        cluster.keytab(self.principal()),
                        spnego));
        return new Node(
                RESOURCE_MANAGER,
                self.client().host(),
                ResourceManager.class.getName(),
                List.of(),
                files,
                256,
                self.client(),
                List.of(
                        self.client().port(),
                        self.scheduler().port(),
                        self.tracker().port(),
                        self.admin().port(),
                        self.https().port()),
                List.of());
    }

    private Node nodeManager() {
        YarnConfig.NodeManager self = cluster.topology().yarn().nodeManager();
        HadoopConfig.Spnego spnego = cluster.spnego(self.https());
        Map<String, String> files = server(NODE_MANAGER, spnego);
        files.put(
                "yarn-site.xml",
                YarnConfig.nodeManager(
                        cluster.topology().yarn().resourceManager(),
                        self,
                        cluster.bind(),
                        Node.data(cluster.folder(), NODE_MANAGER),
                        cluster.keytab(self.principal()),
                        spnego));
        return new Node(
                NODE_MANAGER,
                self.containers().host(),
                NodeManagerMain.class.getName(),
                List.of(),
                files,
                192,
                self.containers(),
                List.of(
                        self.containers().port(),
                        self.localizer().port(),
                        self.https().port()),
                List.of());
    }

    private Map<String, String> server(String node, HadoopConfig.Spnego spnego) {
        Map<String, String> files = cluster.hadoopServer(node, spnego);
        files.put("hdfs-site.xml", cluster.hadoopClient().hdfsSite());
        return files;
    }
}
