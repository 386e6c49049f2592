package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

/** What the lab needs of a cluster's HDFS, each by its use. */
final class HdfsChecks {
    private final Endpoints lab;
    private final Ledger ledger;
    private final boolean mayUse;
    private final Path home;

    HdfsChecks(Endpoints lab, Ledger ledger, boolean mayUse) {
        this.lab = lab;
        this.ledger = ledger;
        this.mayUse = mayUse;
        this.home = new Path(lab.names().home());
    }

    /** Hadoop's clients would try for a quarter of an hour. */
    static Configuration impatient(Endpoints lab) {
        Configuration conf = HadoopConfiguration.of(lab);
        conf.setInt("ipc.client.connect.max.retries", 1);
        conf.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
        conf.setInt("ipc.client.connect.timeout", 10_000);
        conf.setInt("dfs.client.failover.max.attempts", 2);
        conf.setInt("dfs.client.retry.max.attempts", 1);
        conf.setBoolean("dfs.client.retry.policy.enabled", false);
        conf.setInt("dfs.client.block.write.retries", 1);
        return conf;
    }

    private FileSystem open() throws IOException {
        return Hdfs.open(impatient(lab), Kerberos.ticketHolder(lab));
    }

    String nameNode() throws IOException {
        try (FileSystem fs = open()) {
            fs.getFileStatus(new Path("/"));
            return lab.hdfs() + " knows you as " + Kerberos.ticketHolder(lab).getShortUserName();
        }
    }

    /** That the folder can be made, or was lent. */
    String home() throws IOException {
        try (FileSystem fs = open()) {
            if (fs.exists(home)) {
                return lent(fs);
            }
            Path above = home.getParent();
            try {
                fs.access(above, FsAction.WRITE_EXECUTE);
            } catch (FileNotFoundException e) {
                throw LabException.checkFailed(
                        "There is no %s in HDFS, in which the lab could make %s. An administrator makes it: hdfs dfs -mkdir -p %s; hdfs dfs -chown YOU %s"
                                .formatted(above, home.getName(), above, above),
                        e);
            }
            return home + " is free, and you may make it";
        }
    }

    private String lent(FileSystem fs) throws IOException {
        if (!mayUse) {
            throw LabException.checkFailed(
                    "%s is in HDFS already, and a lab removes its folder in the end. Say another hdfs.home; or existing=use, if it was made for the lab."
                            .formatted(home));
        }
        if (fs.listStatus(home).length > 0) {
            throw LabException.checkFailed(
                    "%s was lent (existing=use), and is not empty: the lab would not know what is its own. Empty it, or say another hdfs.home."
                            .formatted(home));
        }
        fs.access(home, FsAction.WRITE_EXECUTE);
        return home + " is there, empty, and you may write into it";
    }

    /** A file is written, read and removed, beside the folder or in what was lent. */
    String probe() throws IOException {
        byte[] bytes = "probe".getBytes(StandardCharsets.UTF_8);
        try (FileSystem fs = open()) {
            Path folder = fs.exists(home) ? home : home.getParent();
            Path file = new Path(folder, ".kerbside-probe-" + UUID.randomUUID());
            ledger.change(written -> written.withProbe(file.toString()));
            try {
                try (FSDataOutputStream out = fs.create(file, false)) {
                    out.write(bytes);
                }
                byte[] read = new byte[bytes.length];
                try (FSDataInputStream in = fs.open(file)) {
                    in.readFully(read);
                }
                if (!Arrays.equals(bytes, read)) {
                    throw new IOException(file + " reads otherwise than it was written");
                }
            } finally {
                fs.delete(file, false);
                ledger.change(written -> written.withoutProbe(file.toString()));
            }
            return "a file in %s was written, read and removed".formatted(folder);
        }
    }

    /** WebHDFS with SPNEGO, by the certificates of ssl-client.xml. */
    String web() throws IOException {
        URI root = URI.create(lab.webHdfs());
        String scheme = root.getScheme().equals("https") ? "swebhdfs" : "webhdfs";
        Configuration conf = impatient(lab);
        conf.set("fs.defaultFS", scheme + "://" + root.getAuthority());
        conf.setInt("dfs.http.client.retry.max.attempts", 0);
        conf.setBoolean("dfs.http.client.retry.policy.enabled", false);
        try (FileSystem fs = Hdfs.open(conf, Kerberos.ticketHolder(lab))) {
            fs.getFileStatus(new Path("/"));
            return root.getScheme() + "://" + root.getAuthority() + " lets you in";
        }
    }
}
