package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kerbside.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose folder it is, and that nothing in it is reached through a link. */
class OwnFolderTest {
    private static final int NOBODY = 65534;

    private Path temporary;

    private Path parent;
    private Path folder;

    @BeforeEach
    void make() throws Exception {
        // Where others may go: JUnit's are closed to them, and so nothing in them is in danger.
        temporary = Files.createTempDirectory(Path.of("/tmp"), "own-folder");
        mode(temporary, 0755);
        parent = Files.createDirectory(temporary.resolve("parent"));
        folder = Files.createDirectory(parent.resolve("folder"));
    }

    @AfterEach
    void remove() throws Exception {
        PathUtils.deleteDirectory(temporary);
    }

    @Test
    void ownFoldersAndThoseThatAreNotThereYetAreTaken() {
        assertThatCode(() -> own(folder)).doesNotThrowAnyException();
        assertThatCode(() -> own(folder.resolve("a/b"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parent/folder", "not-there"})
    void aLinkIsRefusedDanglingOrNot(String target) throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve(target));

        refused(link, "is a link");
    }

    @Test
    void aFileIsRefused() throws Exception {
        refused(Files.writeString(parent.resolve("file"), ""), "is not a folder");
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws Exception {
        give(folder);

        refused(folder, "belongs to");
    }

    @Test
    void aFolderOfWhichAnotherUserOwnsTheParentIsRefused() throws Exception {
        give(parent);

        refused(folder, "who can put something else in its place");
        refused(folder.resolve("below"), parent.toString());
    }

    @Test
    void aLinkOfAnotherUserOnTheWayIsRefused() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), parent);
        assertThatCode(() -> own(link.resolve("folder"))).doesNotThrowAnyException();
        assumeRoot();
        Files.setAttribute(link, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);

        refused(link.resolve("folder"), "who can put something else in its place");
    }

    @Test
    void aParentThatEverybodyMayWriteToIsRefusedWithTheCure() throws Exception {
        mode(parent, 0777);

        refused(folder, "chmod go-w " + parent);
        refused(folder.resolve("below"), "chmod go-w " + parent);
    }

    @Test
    void aStickyParentAsTmpIsTaken() throws Exception {
        mode(parent, 01777);

        assertThatCode(() -> own(folder)).doesNotThrowAnyException();
    }

    @Test
    void aParentThatEverybodyMayWriteToIsTakenWhereNobodyElseCanEnter() throws Exception {
        mode(parent, 0777);
        mode(temporary, 0700);

        assertThatCode(() -> own(folder)).doesNotThrowAnyException();
    }

    @Test
    void nothingIsWrittenReadOrDeletedThroughALink() throws Exception {
        Path mine = Files.writeString(parent.resolve("mine"), "mine");
        OwnFolder own = own(folder);
        Files.createSymbolicLink(folder.resolve("file"), mine);
        Files.createSymbolicLink(folder.resolve("dangling"), parent.resolve("not-there"));
        Files.createSymbolicLink(folder.resolve("sub"), parent);

        for (String name : new String[] {"file", "dangling", "sub", "sub/mine"}) {
            assertThatThrownBy(() -> own.write(name, "yours")).as(name).hasMessageContaining("is a link");
            assertThatThrownBy(() -> own.read(name)).as(name).hasMessageContaining("is a link");
            assertThatThrownBy(() -> own.folder(name)).as(name).hasMessageContaining("is a link");
        }
        for (String name : new String[] {"file", "dangling", "sub"}) {
            own.delete(name);
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(mine).hasContent("mine");
        assertThat(parent.resolve("not-there")).doesNotExist();
    }

    @Test
    void aFileWithASecondNameIsReplacedAndNotOverwritten() throws Exception {
        Path mine = Files.writeString(parent.resolve("mine"), "mine");
        Files.createLink(folder.resolve("file"), mine);

        own(folder).write("file", "lab");

        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("file")).hasContent("lab");
    }

    @Test
    void ofALargeFileOrADeviceLittleOrNothingIsRead() throws Exception {
        Files.write(folder.resolve("large"), new byte[3 << 20]);
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(own(folder).read("large")).hasSize(1 << 20);
        assertThatThrownBy(() -> own(folder).read("pipe")).isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    private static OwnFolder own(Path path) throws Exception {
        return OwnFolder.at(path, "--dir");
    }

    private static void refused(Path path, String words) {
        assertThatThrownBy(() -> own(path))
                .isInstanceOf(LabException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("--dir");
    }

    /** Others than root cannot give a file away. */
    private static void give(Path path) throws Exception {
        assumeRoot();
        Files.setAttribute(path, "unix:uid", NOBODY);
    }

    private static void assumeRoot() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
    }

    private static void mode(Path path, int mode) throws Exception {
        Files.setAttribute(path, "unix:mode", mode);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .startsWith("rwx");
    }
}
