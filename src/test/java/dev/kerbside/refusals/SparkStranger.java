package dev.kerbside.refusals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.package$;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.storage.BlockManagerMessages;
import scala.Option;
import scala.reflect.ClassTag$;

/** Speaks to a Spark job's ports with Spark's own classes, and without its secret. */
final class SparkStranger implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final int TIMEOUT_MS = 15_000;

    private final SparkConf conf = new SparkConf(false)
            .set("spark.authenticate", "false")
            .set("spark.rpc.askTimeout", "15s")
            .set("spark.rpc.lookupTimeout", "15s")
            .set("spark.rpc.numRetries", "1");
    private final RpcEnv rpc = RpcEnv.create(
            "stranger",
            HOST,
            HOST,
            0,
            conf,
            new SecurityManager(conf, Option.empty(), package$.MODULE$.AUTH_SECRET_FILE()),
            1,
            true);

    /** What the driver's BlockManagerMaster knows, as each executor may ask. */
    Object askTheDriver(int port) {
        return master(port).askSync(BlockManagerMessages.GetMemoryStatus$.MODULE$, ClassTag$.MODULE$.Object());
    }

    /** Ends the job, if it is obeyed. */
    Object stopTheDriver(int port) {
        return master(port).askSync(BlockManagerMessages.StopBlockManagerMaster$.MODULE$, ClassTag$.MODULE$.Object());
    }

    private RpcEndpointRef master(int port) {
        return rpc.setupEndpointRef(new RpcAddress(HOST, port), "BlockManagerMaster");
    }

    /** A request in the protocol below, which all of Spark's ports share. */
    ByteBuffer request(int port) throws Exception {
        try (TransportContext context = context();
                TransportClientFactory clients = context.createClientFactory();
                TransportClient client = clients.createClient(HOST, port)) {
            return client.sendRpcSync(ByteBuffer.wrap("let me in".getBytes(StandardCharsets.UTF_8)), TIMEOUT_MS);
        }
    }

    private TransportContext context() {
        return new TransportContext(
                SparkTransportConf.fromSparkConf(conf, "rpc", 1, Option.empty()), new NoOpRpcHandler());
    }

    @Override
    public void close() {
        rpc.shutdown();
    }
}
