package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** Opens the lab's file system for an identity. */
public final class Hdfs {
    private Hdfs() {}

    /** A file system of its own, not from Hadoop's cache: the caller closes it. */
    public static FileSystem open(Configuration conf, UserGroupInformation identity) throws IOException {
        try {
            return identity.doAs((PrivilegedExceptionAction<FileSystem>)
                    () -> FileSystem.newInstance(URI.create(conf.get("fs.defaultFS")), conf));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening HDFS", e);
        }
    }

    /** The lab's file system as the holder of tdp_user's ticket. */
    public static FileSystem open(Endpoints endpoints) throws IOException {
        return open(HadoopConfiguration.of(endpoints), Kerberos.ticketHolder(endpoints));
    }
}
