package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;

/** Opens the lab's file system for an identity, and deletes what is its own. */
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

    /**
     * Deletes a folder of this identity's own with all in it, also where the owner has taken the rights to a folder in it
     * from themselves.
     *
     * @return whether it was there
     */
    public static boolean deleteOwn(Path folder, FileSystem fs) throws IOException {
        try {
            return fs.delete(folder, true);
        } catch (AccessControlException e) {
            open(folder, fs);
            return fs.delete(folder, true);
        }
    }

    private static void open(Path folder, FileSystem fs) throws IOException {
        fs.setPermission(folder, new FsPermission("700"));
        for (FileStatus one : fs.listStatus(folder)) {
            if (one.isDirectory()) {
                open(one.getPath(), fs);
            }
        }
    }
}
