package dev.kerbside.lessons.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Principal;
import dev.kerbside.lessons.StubLab;
import dev.kerbside.steps.TutorialContext;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person takes from themselves, and what servers do not let them. */
class OwnRightsTest {
    private static final Path FOLDER = new Path("/user/folder");
    private static final FsPermission BEFORE = new FsPermission("755");

    @TempDir
    private java.nio.file.Path place;

    private StubLab lab;
    private FileSystem fs;

    @BeforeEach
    void open() throws IOException {
        lab = new StubLab(place);
        fs = lab.context(null).hdfs();
        fs.mkdirs(FOLDER);
        fs.setPermission(FOLDER, BEFORE);
    }

    @AfterEach
    void close() throws IOException {
        fs.close();
        lab.close();
    }

    private FsPermission now() throws IOException {
        return fs.getFileStatus(FOLDER).getPermission();
    }

    @Test
    void theOwnerTakesTheRightToWriteAndGivesItBack() throws Exception {
        try (OwnersRight right = new OwnersRight(fs, FOLDER)) {
            right.revoke();
            assertThat(now()).isEqualTo(new FsPermission("555"));
            right.grant();
            assertThat(now()).isEqualTo(BEFORE);
            right.revoke();
        }
        assertThat(now()).as("closed").isEqualTo(BEFORE);
    }

    /** As HDFS's superuser, to whom a mode says nothing. */
    @Test
    void whoMayWriteAllTheSameIsToldSoAndTheFolderIsAsBefore() throws Exception {
        FileSystem superusers = new FilterFileSystem(fs) {
            @Override
            public void access(Path path, FsAction mode) {}
        };
        try (OwnersRight right = new OwnersRight(superusers, FOLDER)) {
            assertThatThrownBy(right::revoke)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("HDFS lets its owner write there with mode r-x too");
            assertThat(now()).isEqualTo(BEFORE);
        }
    }

    @Test
    void brokersWithoutTokensAreQuoted() {
        TutorialContext context = lab.context(null);
        TopicReader owner = new TopicReader(Principal.TDP_USER, context.kafka(), Map.of(), null);
        assertThatThrownBy(new DelegationToken(context, null, null, owner)::observe)
                .isInstanceOf(Refused.class)
                .hasMessage("the brokers say: Delegation Token feature is not enabled");
    }
}
