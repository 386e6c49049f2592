package dev.kerbside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Lab;
import dev.kerbside.folder.FolderPlan;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a lab, held against its plan. */
public record PlannedFolder(Path lab) {
    public static PlannedFolder of(Lab running) {
        return new PlannedFolder(running.endpoints().folder());
    }

    /** Everything in it has a plan, is what the plan says, file or folder, and has the plan's mode. */
    public void hasNothingUnplanned() throws IOException {
        List<String> faults = new ArrayList<>();
        Files.walkFileTree(lab, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) throws IOException {
                return folder.equals(lab) || look(folder, true, faults)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                look(file, false, faults);
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(faults).as("in " + lab).isEmpty();
    }

    /** @return whether what is in it has a plan too */
    private boolean look(Path one, boolean folder, List<String> faults) throws IOException {
        Path relative = lab.relativize(one);
        FolderPlan planned = FolderPlan.of(relative).orElse(null);
        if (planned == null) {
            faults.add(relative + ": nobody planned it");
            return false;
        }
        if (planned.isFolder() != folder) {
            faults.add("%s: it is %s".formatted(relative, folder ? "a folder" : "no folder"));
        }
        if (planned.mode() != null
                && !planned.mode().equals(Files.getPosixFilePermissions(one, LinkOption.NOFOLLOW_LINKS))) {
            faults.add("%s: its mode is %s".formatted(relative, Files.getPosixFilePermissions(one)));
        }
        return !planned.isTree();
    }

    /** The lab has ended: what the plan keeps is there, and nothing else. */
    public void hasOnlyWhatStays() throws IOException {
        try (Stream<Path> left = Files.list(lab)) {
            assertThat(left.map(lab::relativize).toList()).isNotEmpty().allSatisfy(name -> assertThat(
                            FolderPlan.of(name))
                    .hasValueSatisfying(planned ->
                            assertThat(planned.stays()).as(name + " stays").isTrue()));
        }
    }
}
