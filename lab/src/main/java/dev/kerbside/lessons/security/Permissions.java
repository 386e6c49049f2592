package dev.kerbside.lessons.security;

import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Rights of a streaming job are given and taken while it runs: to its topic, to its folder, and by a token. What the
 * lab or the person's rights do not allow is skipped, and said.
 */
public final class Permissions implements Lesson<PermissionsFindings> {
    @Override
    public String id() {
        return "27-permissions";
    }

    @Override
    public String title() {
        return "Who may do what";
    }

    @Override
    public Class<PermissionsFindings> findings() {
        return PermissionsFindings.class;
    }

    private Path target(TutorialContext context) {
        return new Path(folder(context.names()), "numbers");
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        if (Superusers.find(context.endpoints(), "nn").isPresent()) {
            // Left by a run that was ended half-way, it belongs to HDFS's superuser.
            HdfsRight.giveAway(context.endpoints(), PermissionsFindings.WRITER, target(context));
        }
        return Lesson.super.reset(context);
    }

    @Override
    public PermissionsFindings observe(TutorialContext context) throws Exception {
        PermissionsParts parts = new PermissionsParts(context);
        makeTarget(context);
        Path target = target(context);
        TopicReader reader = TopicReader.of(context);
        String topic = topic(context.names());
        try (Numbers numbers = new Numbers(context, topic);
                FileSystem fs = context.hdfs();
                KafkaRight topicRight = parts.allow(PermissionsPart.TOPIC)
                        ? new KafkaRight(context.endpoints(), reader.principal(), reader.login(), topic)
                        : null;
                FolderRight folderRight = FolderRight.of(context.endpoints(), fs, target);
                NumberStream job =
                        new NumberStream(context.spark(), numbers, reader.options(), (batch, id) -> batch.write()
                                .mode("overwrite")
                                .csv(target + "/batch-" + id))) {
            folderRight.grant();
            TopicTrial.Found topicTaken =
                    topicRight == null ? null : new TopicTrial(context, parts, numbers, job).observe(topicRight);
            if (topicTaken == null) {
                startWithOwnRights(context, numbers, job);
            }
            FolderTrial.Found folderTaken =
                    parts.attempt(PermissionsPart.FOLDER, () -> new FolderTrial(context, parts, numbers, job)
                            .observe(folderRight, fs, target));
            job.stop();
            return new PermissionsFindings(
                    topicTaken,
                    folderTaken,
                    numbers.sent(),
                    parts.attempt(PermissionsPart.TOKEN, () -> new DelegationToken(context, parts, numbers, reader)
                            .observe()),
                    parts.skipped());
        }
    }

    private void makeTarget(TutorialContext context) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            fs.mkdirs(target(context));
        }
    }

    private static void startWithOwnRights(TutorialContext context, Numbers numbers, NumberStream job)
            throws Exception {
        context.narrator()
                .say("a job of %s, with the rights that they have"
                        .formatted(context.endpoints().user().name()));
        job.start();
        numbers.send(Numbers.SOME);
        String said = job.awaitAll();
        if (!said.equals(KafkaProbe.SERVED)) {
            throw LabException.checkFailed(
                    "The job was to read %s and to write into HDFS before anything is taken from it, and says: %s. Does the cluster give you all it must? lab connect --check FILE"
                            .formatted(numbers.topic(), said));
        }
    }

    @Override
    public void judge(PermissionsFindings found, TutorialContext context, Claims claims) throws Exception {
        PermissionsExpectations.requireParts(found, context.lab());
        try (FileSystem fs = context.hdfs()) {
            String writer = fs.getFileStatus(target(context)).getOwner();
            PermissionsExpectations.claim(found, written(fs, context), writer, claims);
        }
        if (found.token() != null) {
            DelegationToken.judge(found.token(), TopicReader.of(context).kafkaName(), claims);
        }
    }

    @Override
    public List<String> skipped(TutorialContext context) throws Exception {
        return found(context).skippedLines();
    }

    /** The numbers that the job has written, as they lie in HDFS. */
    private List<Long> written(FileSystem fs, TutorialContext context) throws IOException {
        List<Long> written = new ArrayList<>();
        for (FileStatus file : fs.globStatus(new Path(target(context), "batch-*/part-*"))) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(fs.open(file.getPath()), StandardCharsets.UTF_8))) {
                in.lines().map(Long::valueOf).forEach(written::add);
            }
        }
        return written;
    }
}
