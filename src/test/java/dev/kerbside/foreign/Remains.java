package dev.kerbside.foreign;

import dev.kerbside.Endpoints;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupsOptions;

/** What is on a cluster, as its owner sees it: topics, groups, and what lies in some folders. */
final class Remains {
    /** Deleted when a lab has started, and still known to a broker a moment later. */
    private static final String OF_ITS_START = "tdp-user-ready";

    private Remains() {}

    /** In order, each in a line. */
    static List<String> of(Endpoints lab, String... folders) throws Exception {
        List<String> all = new ArrayList<>();
        try (Admin admin = Admin.create(KafkaLogin.keytab(lab, lab.user()))) {
            new TreeSet<>(admin.listTopics().names().get())
                    .stream().filter(topic -> !topic.equals(OF_ITS_START)).forEach(topic -> all.add("topic " + topic));
            admin.listConsumerGroups(new ListConsumerGroupsOptions()).all().get().stream()
                    .map(group -> "group " + group.groupId())
                    .sorted()
                    .forEach(all::add);
        }
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, lab.user()))) {
            for (String folder : folders) {
                for (FileStatus file : fs.listStatus(new Path(folder))) {
                    all.add("file " + file.getPath().toUri().getPath());
                }
            }
        }
        return all;
    }
}
