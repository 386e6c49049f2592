package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static dev.kerbside.explain.Provoked.hdfs;
import static dev.kerbside.explain.Provoked.hdfsConf;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.SaslRpcServer.AuthMethod;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HDFS, with its own client. */
@ExtendWith(RunningLab.class)
class HdfsFailuresIT {
    private Endpoints lab;
    private UserGroupInformation tdpUser;

    @BeforeEach
    void open(Endpoints running) throws IOException {
        lab = running;
        Kerberos.use(lab);
        tdpUser = Kerberos.login(lab, Principal.TDP_USER);
    }

    @Test
    void aFolderOfSomebodyElse() throws Exception {
        assertExplained(
                hdfs(hdfsConf(lab), tdpUser, fs -> fs.mkdirs(new Path("/user/other_user"))),
                "hdfs-permission",
                "owner and mode do not allow");
    }

    @Test
    void safeMode() throws Exception {
        String[] service = lab.services().stream()
                .filter(name -> name.startsWith("nn/"))
                .findFirst()
                .orElseThrow()
                .split("/");
        UserGroupInformation superuser = Kerberos.login(lab, Principal.service(service[0], service[1]));
        try (var hdfs = (DistributedFileSystem) Hdfs.open(hdfsConf(lab), superuser)) {
            hdfs.setSafeMode(SafeModeAction.ENTER);
            try {
                assertExplained(
                        hdfs(hdfsConf(lab), tdpUser, fs -> fs.mkdirs(new Path("/tmp/explain"))),
                        "safe-mode",
                        "NameNode is in safe mode");
            } finally {
                hdfs.setSafeMode(SafeModeAction.LEAVE);
            }
        }
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        assertExplained(
                hdfs(hdfsConf(lab), tdpUser, fs -> fs.open(new Path("/user/tdp_user/none"))
                        .close()),
                "hdfs-no-file",
                "not there");
    }

    @Test
    void aClientWithoutEncryption() throws Exception {
        Configuration weaker = hdfsConf(lab);
        weaker.set("hadoop.rpc.protection", "authentication");
        assertExplained(
                hdfs(weaker, tdpUser, fs -> fs.exists(new Path("/user/tdp_user"))), "no-protection", "encryption");
    }

    @Test
    void aPortWhereNoNameNodeIs() throws Exception {
        Configuration elsewhere = hdfsConf(lab);
        elsewhere.set("fs.defaultFS", "hdfs://localhost:1");
        assertExplained(
                hdfs(elsewhere, tdpUser, fs -> fs.exists(new Path("/user/tdp_user"))),
                "not-running",
                "Nothing listens");
    }

    @Test
    void aUserThatActsForAnother() throws Exception {
        UserGroupInformation alice = UserGroupInformation.createProxyUser("alice", tdpUser);
        assertExplained(hdfs(hdfsConf(lab), alice, fs -> fs.exists(new Path("/"))), "proxy-user", "no proxy users");
    }

    @Test
    void aTokenThatWasCancelled() throws Exception {
        Token<?> token = tdpUser.doAs((PrivilegedExceptionAction<Token<?>>) () -> {
            try (FileSystem fs = FileSystem.newInstance(hdfsConf(lab))) {
                Token<?> granted = fs.getDelegationToken("tdp_user");
                granted.cancel(hdfsConf(lab));
                return granted;
            }
        });
        UserGroupInformation job = UserGroupInformation.createRemoteUser("tdp_user", AuthMethod.TOKEN);
        job.addToken(token);
        assertExplained(hdfs(hdfsConf(lab), job, fs -> fs.exists(new Path("/"))), "hdfs-token", "token is gone");
    }
}
