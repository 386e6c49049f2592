package dev.kerbside.lessons.security;

import dev.kerbside.steps.TutorialContext;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A job loses the right to write into its folder while it runs, and gets it back. A file is open meanwhile. */
final class FolderTrial {
    private final TutorialContext context;
    private final PermissionsParts parts;
    private final Numbers numbers;
    private final NumberStream job;

    FolderTrial(TutorialContext context, PermissionsParts parts, Numbers numbers, NumberStream job) {
        this.context = context;
        this.parts = parts;
        this.numbers = numbers;
        this.job = job;
    }

    /**
     * What was found.
     *
     * @param revoked what the job said when it had lost the right
     * @param nameNodeSaid what the NameNode logged then; null if its log is not shown
     * @param openFile what was written into a file that was open when the right was taken, in bytes
     */
    record Found(String revoked, List<String> nameNodeSaid, long openFile) {}

    /**
     * Leaves the job at work, with the right.
     *
     * @throws Refused if the right cannot be taken
     */
    Found observe(FolderRight right, FileSystem fs, Path folder) throws Exception {
        context.narrator().say("the right to write into the folder is taken from the running job");
        NodeLog nameNode = parts.allow(PermissionsPart.NAMENODE_LOG) ? new NodeLog(context.lab(), "namenode") : null;
        Path open = new Path(folder, "open.txt");
        String revoked;
        try (FSDataOutputStream out = fs.create(open)) {
            out.writeBytes("before");
            out.hflush();
            right.revoke();
            numbers.send(Numbers.SOME);
            revoked = job.awaitFailure();
            out.writeBytes(" and after");
        }
        List<String> said = nameNode == null
                ? null
                : NodeLog.said(List.of(nameNode), "allowed=false", "ugi=" + PermissionsFindings.WRITER.primary());
        right.grant();
        job.start();
        job.awaitAll();
        return new Found(revoked, said, fs.getFileStatus(open).getLen());
    }
}
