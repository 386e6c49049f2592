package dev.kerbside.foreign;

import dev.kerbside.Endpoints;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Who may do what on a cluster: to see whether somebody left it otherwise. */
final class Rights {
    private Rights() {}

    /** All ACLs and delegation tokens, as Kafka's superuser sees them. */
    static List<String> inKafka(Endpoints lab) throws Exception {
        try (Admin admin = Admin.create(KafkaLogin.administrator(lab))) {
            List<String> all = new ArrayList<>();
            admin.describeAcls(AclBindingFilter.ANY).values().get().forEach(acl -> all.add(acl.toString()));
            admin.describeDelegationToken()
                    .delegationTokens()
                    .get()
                    .forEach(token -> all.add(token.tokenInfo().tokenId()));
            return all.stream().sorted().toList();
        }
    }

    /** Owner and mode of a folder and of each in it, by path. */
    static Map<String, String> inHdfs(Endpoints lab, String folder) throws Exception {
        Map<String, String> modes = new TreeMap<>();
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, lab.user()))) {
            add(fs.getFileStatus(new Path(folder)), fs, modes);
        }
        return modes;
    }

    private static void add(FileStatus folder, FileSystem fs, Map<String, String> modes) throws Exception {
        modes.put(folder.getPath().toUri().getPath(), folder.getOwner() + " " + folder.getPermission());
        for (FileStatus one : fs.listStatus(folder.getPath())) {
            if (one.isDirectory()) {
                add(one, fs, modes);
            }
        }
    }
}
