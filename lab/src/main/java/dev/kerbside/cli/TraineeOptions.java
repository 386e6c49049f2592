package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Master;
import dev.kerbside.steps.PythonPrograms;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.trainee.Trainee;
import dev.kerbside.trainee.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which lab, which trips, whose work. */
final class TraineeOptions {
    @Mixin
    private LabOptions lab;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "Your workspace (default: the folder you are in, or nyc-taxi-stream in it or above it).")
    private Path work;

    /** What the lab works on, by its folder. */
    private interface Chosen<T> {
        T in(Path labFolder) throws IOException;
    }

    /** For commands that may choose the trips. */
    Trainee performing(Terminal terminal) {
        return performing(terminal, Optional.empty());
    }

    /** The same, with another place for the job of step 10, if the person chose one. */
    Trainee performing(Terminal terminal, Optional<Master> master) {
        TutorialContext context = context(terminal, data::resolve, data.zones()::resolve);
        return trainee(master.map(context::on).orElse(context));
    }

    /** For commands that take the trips as they were chosen. */
    Trainee judging(Terminal terminal) {
        return trainee(context(terminal, data::known, data.zones()::known));
    }

    private Trainee trainee(TutorialContext context) {
        Optional<Workspace> workspace = found();
        boolean python = workspace.map(Workspace::language).orElse(Language.JAVA) == Language.PYTHON;
        return new Trainee(python ? context.with(new PythonPrograms()) : context, workspace);
    }

    /** The lab, for commands that need no workspace and may choose the trips. */
    TutorialContext context(Terminal terminal) {
        return context(terminal, data::resolve, data.zones()::resolve);
    }

    /**
     * The lab.
     *
     * @throws LabException if none is ready
     */
    Lab lab() {
        return Lab.attach(lab.dir());
    }

    private TutorialContext context(Terminal terminal, Chosen<Path> trips, Chosen<List<Zone>> zones) {
        data.validate();
        Lab running = lab();
        running.requireReachable();
        Kerberos.use(running.endpoints());
        return new TutorialContext(
                running, () -> chosen(trips), () -> chosen(zones), data.rate(), terminal, Job.REFERENCE);
    }

    /** The lab's folder. */
    Path folder() {
        return lab.dir();
    }

    private <T> T chosen(Chosen<T> chosen) {
        try {
            return chosen.in(lab.dir());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The given step, or the next one that does not hold; nothing at the end of the tutorial. */
    Optional<Step> step(String given) {
        if (given != null) {
            return Optional.of(Syllabus.step(given));
        }
        try (Terminal terminal = new Terminal();
                Trainee trainee = judging(terminal)) {
            return trainee.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspace workspace() {
        return found().orElseThrow(() -> LabException.usage(
                "There is no workspace of yours here. Make one: lab init; or say where it is: --work FOLDER."));
    }

    /** That of the workspace; Java where there is none. */
    Language language() {
        return found().map(Workspace::language).orElse(Language.JAVA);
    }

    private Optional<Workspace> found() {
        if (work != null) {
            return Optional.of(Workspace.open(work.toAbsolutePath().normalize(), Course.here()));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (Path candidate : new Path[] {folder, folder.resolve(Workspace.NAME)}) {
                if (Workspace.isWorkspace(candidate)) {
                    return Optional.of(Workspace.open(candidate, Course.here()));
                }
            }
        }
        return Optional.empty();
    }
}
