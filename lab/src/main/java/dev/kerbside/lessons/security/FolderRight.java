package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The lab's user's right to write into a folder of theirs, which is given and taken. Closed, the folder is as before. */
interface FolderRight extends AutoCloseable {
    /**
     * By HDFS's superuser; where there is none, by the folder's owner.
     *
     * @param owner the file system as the user
     */
    static FolderRight of(Endpoints lab, FileSystem owner, Path folder) throws IOException {
        return Superusers.find(lab, "nn").isPresent()
                ? new HdfsRight(lab, PermissionsFindings.WRITER, folder)
                : new OwnersRight(owner, folder);
    }

    void grant() throws IOException;

    /** @throws Refused if HDFS lets the user write all the same */
    void revoke() throws IOException, Refused;

    @Override
    void close() throws IOException;
}
