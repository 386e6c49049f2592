package dev.kerbside.lessons.security;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/** A folder's owner takes a right from themselves and gives it back: {@code hdfs dfs -chmod u-w}, and {@code u+w}. */
final class OwnersRight implements FolderRight {
    private final FileSystem fs;
    private final Path folder;
    private final FsPermission before;

    /** @param fs as the folder's owner; whoever opened it closes it */
    OwnersRight(FileSystem fs, Path folder) throws IOException {
        this.fs = fs;
        this.folder = folder;
        this.before = fs.getFileStatus(folder).getPermission();
    }

    @Override
    public void grant() throws IOException {
        fs.setPermission(folder, before);
    }

    @Override
    public void revoke() throws IOException, Refused {
        FsAction owner = before.getUserAction().and(FsAction.READ_EXECUTE);
        fs.setPermission(folder, new FsPermission(owner, before.getGroupAction(), before.getOtherAction()));
        try {
            fs.access(folder, FsAction.WRITE);
        } catch (AccessControlException e) {
            // So it is taken.
            return;
        }
        grant();
        throw new Refused(
                "HDFS lets its owner write there with mode %s too: as its superuser, or by rules of another authorizer"
                        .formatted(owner.SYMBOL));
    }

    @Override
    public void close() throws IOException {
        grant();
    }
}
