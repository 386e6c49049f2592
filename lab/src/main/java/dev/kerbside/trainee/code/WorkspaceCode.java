package dev.kerbside.trainee.code;

import dev.kerbside.course.Language;
import dev.kerbside.course.SourceCode;
import dev.kerbside.folder.KeptFiles;
import dev.kerbside.folder.OwnFolder;
import dev.kerbside.steps.Step;
import dev.kerbside.taxi.job.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The part of a workspace that is code, in one language: the job with its exercises, and what the trainee has put beside
 * it. The job is the reference with the exercises' members in place of its own, so that both have one shape.
 */
public abstract class WorkspaceCode implements AutoCloseable {
    private final OwnFolder own;
    private final KeptFiles files;

    /** @param own the whole workspace's folder */
    protected WorkspaceCode(OwnFolder own) {
        this.own = own;
        this.files = new KeptFiles(own);
    }

    public abstract Language language();

    /** The file with the exercises of § 3. */
    public abstract Path job();

    /** Where the trainee works on a step. */
    public abstract Path exercise(Step step);

    /** The members that are a step's exercise. */
    protected abstract List<String> members(Step step);

    /** A step's exercise as it is given. */
    protected abstract SourceCode given(Step step) throws IOException;

    /** The source that has a step's solution. */
    protected abstract SourceCode reference(Step step) throws IOException;

    /** Adds the files that are not there: a newer course may have more. */
    public abstract void addSources() throws IOException;

    /**
     * The trainee's job, as it is now.
     *
     * @throws dev.kerbside.LabException with file, line and message if it cannot be loaded
     */
    public abstract Job load() throws Exception;

    /** The folders of the trainee's sources. */
    public abstract List<Path> folders() throws IOException;

    /** Whether this step's exercise is as it was given. */
    public final boolean isUntouched(Step step) throws IOException {
        return has(step, given(step));
    }

    /** Whether the trainee has the reference's own solution of this step. */
    public final boolean isSolution(Step step) throws IOException {
        return has(step, reference(step));
    }

    private boolean has(Step step, SourceCode other) {
        SourceCode mine = SourceCode.of(exercise(step));
        return members(step).stream().allMatch(member -> mine.members(member).equals(other.members(member)));
    }

    /** Puts the reference's members in the place of the trainee's. */
    public final void solve(Step step) throws IOException {
        replace(step, reference(step));
    }

    /** Puts the exercise as it was given in the place of the trainee's members. */
    public final void unsolve(Step step) throws IOException {
        replace(step, given(step));
    }

    private void replace(Step step, SourceCode code) throws IOException {
        Path file = exercise(step);
        files.replace(file, SourceCode.of(file).with(members(step), code));
    }

    /** The workspace's folder. */
    protected final OwnFolder own() {
        return own;
    }

    /** Its files, of which none is lost. */
    protected final KeptFiles files() {
        return files;
    }

    @Override
    public abstract void close() throws IOException;
}
