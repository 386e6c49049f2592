package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.security.sasl.SaslException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DFSClient;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.net.Peer;
import org.apache.hadoop.hdfs.protocol.DatanodeInfo;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.SaslRpcServer.AuthMethod;
import org.apache.hadoop.security.UserGroupInformation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom HDFS refuses, by RPC and at the DataNode. */
@ExtendWith(RunningLab.class)
class HdfsRefusalsIT {
    private static final Path HOME = new Path("/user", Principal.TDP_USER.primary());
    private static final Path FOLDER = new Path(HOME, "refusals");
    private static final Path FILE = new Path(FOLDER, "secret.txt");
    private static final byte[] SECRET = "for tdp_user's eyes only".getBytes(StandardCharsets.UTF_8);

    private static Endpoints endpoints;
    private static FileSystem tdpUser;

    @BeforeAll
    static void writeAFileAsTdpUser(Endpoints running) throws IOException {
        endpoints = running;
        Kerberos.use(endpoints);
        tdpUser = open(configuration(), Kerberos.login(endpoints, Principal.TDP_USER));
        write(tdpUser, FILE);
    }

    @AfterAll
    static void removeTheFile() throws IOException {
        if (tdpUser != null) {
            tdpUser.delete(FOLDER, true);
            tdpUser.close();
        }
    }

    @Test
    void hdfsServesTheOwnerOfTheHome() throws IOException {
        assertThat(tdpUser.listStatus(HOME)).isNotEmpty();
        assertThat(read(tdpUser, FILE)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    KERBEROS; Failed to find any Kerberos tgt
                    SIMPLE;   Client cannot authenticate via:[TOKEN, KERBEROS]
                    """)
    void hdfsRefusesAClientWithoutATicket(AuthMethod claimed, String reason) throws IOException {
        UserGroupInformation withoutTicket =
                UserGroupInformation.createRemoteUser(Principal.TDP_USER.primary(), claimed);
        try (FileSystem fs = open(configuration(), withoutTicket)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fs.listStatus(HOME))
                    .withStackTraceContaining(reason);
        }
    }

    @Test
    void hdfsRefusesOtherUserInTdpUsersHome() throws IOException {
        try (FileSystem fs = otherUser()) {
            assertDenied("READ_EXECUTE", () -> fs.listStatus(HOME));
            assertDenied("EXECUTE", () -> fs.open(FILE).close());
            assertDenied("EXECUTE", () -> fs.getFileStatus(FILE));
            assertDenied(
                    "EXECUTE", () -> fs.create(new Path(HOME, "intruder.txt")).close());
            assertDenied("WRITE", () -> fs.rename(HOME, new Path("/tmp/stolen")));
            assertDenied("EXECUTE", () -> fs.delete(FILE, false));
        }
        assertThat(read(tdpUser, FILE)).isEqualTo(SECRET);
        assertThat(tdpUser.exists(new Path(HOME, "intruder.txt"))).isFalse();
    }

    @Test
    void hdfsLetsOtherUserWorkElsewhere() throws IOException {
        Path file = new Path("/tmp/of-other-user.txt");
        try (FileSystem fs = otherUser()) {
            write(fs, file);
            assertThat(read(fs, file)).isEqualTo(SECRET);
            fs.delete(file, false);
        }
    }

    @Test
    void hdfsRefusesOtherUserWhoTakesTdpUsersHome() throws IOException {
        try (FileSystem fs = otherUser()) {
            assertNotTheOwner(() -> fs.setPermission(HOME, new FsPermission("777")));
            assertNotTheOwner(() -> fs.setOwner(HOME, "other_user", "other_user"));
        }
    }

    @Test
    void nameNodeRefusesAClientWhoseCallsAreNotEncrypted() throws IOException {
        Configuration weaker = configuration();
        weaker.set("hadoop.rpc.protection", "authentication");
        try (FileSystem fs = open(weaker, Kerberos.login(endpoints, Principal.TDP_USER))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> fs.listStatus(HOME))
                    .withStackTraceContaining("No common protection layer between client and server");
        }
    }

    @Test
    void dataNodeRefusesAClientWhoseBlocksAreNotEncrypted() throws IOException {
        Configuration weaker = configuration();
        weaker.set("dfs.data.transfer.protection", "authentication");
        try (FileSystem fs = open(weaker, Kerberos.login(endpoints, Principal.TDP_USER));
                Peer same = connectToDataNode(tdpUser)) {
            assertThat(same.hasSecureChannel()).as("as configured").isTrue();
            assertThatExceptionOfType(SaslException.class)
                    .isThrownBy(() -> connectToDataNode(fs).close())
                    .withMessageContaining("No common protection layer between client and server");
        }
    }

    /** What a client does before it reads the file's first block. */
    private static Peer connectToDataNode(FileSystem fs) throws IOException {
        DFSClient client = ((DistributedFileSystem) fs).getClient();
        LocatedBlock block = client.getLocatedBlocks(FILE.toString(), 0).get(0);
        DatanodeInfo dataNode = block.getLocations()[0];
        return client.newConnectedPeer(
                NetUtils.createSocketAddr(dataNode.getXferAddr(true)), block.getBlockToken(), dataNode);
    }

    private static void assertDenied(String access, ThrowingCallable operation) {
        assertThatExceptionOfType(AccessControlException.class)
                .isThrownBy(operation)
                .withMessageContaining("Permission denied: user=other_user, access=" + access + ", inode=\"/user");
    }

    private static void assertNotTheOwner(ThrowingCallable operation) {
        assertThatExceptionOfType(AccessControlException.class)
                .isThrownBy(operation)
                .withMessageContaining("user=other_user is not the owner of inode=" + HOME);
    }

    private static FileSystem otherUser() throws IOException {
        return open(configuration(), Kerberos.login(endpoints, Principal.OTHER_USER));
    }

    private static FileSystem open(Configuration conf, UserGroupInformation identity) throws IOException {
        return Hdfs.open(conf, identity);
    }

    /** A client's, that does not repeat what was refused. */
    private static Configuration configuration() {
        Configuration conf = HadoopConfiguration.of(endpoints);
        conf.setInt("ipc.client.connect.max.retries.on.sasl", 0);
        return conf;
    }

    private static void write(FileSystem fs, Path file) throws IOException {
        try (FSDataOutputStream out = fs.create(file, true)) {
            out.write(SECRET);
        }
    }

    private static byte[] read(FileSystem fs, Path file) throws IOException {
        try (var in = fs.open(file)) {
            return IOUtils.readFullyToByteArray(in);
        }
    }
}
