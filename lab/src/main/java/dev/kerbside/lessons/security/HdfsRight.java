package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.AclEntry;
import org.apache.hadoop.fs.permission.FsPermission;

/** A folder of HDFS's superuser, and a user's right to it: {@code hdfs dfs -setfacl -m user:tdp_user:rwx}. */
final class HdfsRight implements FolderRight {
    private final FileSystem superuser;
    private final Path folder;
    private final Principal user;
    private final List<AclEntry> right;

    /** @param folder of this user's; it is the superuser's from now on, until this is closed */
    HdfsRight(Endpoints lab, Principal user, Path folder) throws IOException {
        this.superuser = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Superusers.get(lab, "nn")));
        this.folder = folder;
        this.user = user;
        this.right = AclEntry.parseAclSpec("user:%s:rwx".formatted(user.primary()), true);
        superuser.setOwner(folder, "hdfs", "hdfs");
        superuser.setPermission(folder, new FsPermission("700"));
    }

    @Override
    public void grant() throws IOException {
        superuser.modifyAclEntries(folder, right);
    }

    @Override
    public void revoke() throws IOException {
        superuser.removeAclEntries(folder, AclEntry.parseAclSpec("user:" + user.primary(), false));
    }

    /** The folder becomes the user's, if it is there, so that it can be removed. */
    static void giveAway(Endpoints lab, Principal user, Path folder) throws IOException {
        try (FileSystem superuser =
                Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Superusers.get(lab, "nn")))) {
            for (Path one : List.of(folder, folder.getParent())) {
                if (superuser.exists(one)) {
                    superuser.setOwner(one, user.primary(), user.primary());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        superuser.setOwner(folder, user.primary(), user.primary());
        superuser.close();
    }
}
