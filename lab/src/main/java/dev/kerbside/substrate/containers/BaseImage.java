package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The Debian that the lab's image stands on: one that the engine has, or pulls, or that is made here. */
final class BaseImage {
    private static final String WANTED = "KERBSIDE_BASE_IMAGE";
    private static final String DEBIAN = "debian:bookworm-slim";
    private static final String HOMEMADE = "kerbside-base:bookworm";

    /** A registry that answers does so at once. What it sends then may take its time. */
    private static final int ANSWER_SECONDS = 15;

    private static final int PULL_MINUTES = 10;

    private BaseImage() {}

    /** What {@code KERBSIDE_BASE_IMAGE} names (a system property or an environment variable), else Debian's own. */
    static String wanted() {
        String name = System.getProperty(WANTED, System.getenv().getOrDefault(WANTED, ""));
        return name.isBlank() ? DEBIAN : name;
    }

    /**
     * An image that the engine has, to be built on.
     *
     * @param wanted taken if it is there or can be pulled; in place of Debian's own, one is made with docker/base-image
     * @param docker the folder of that script
     * @throws LabException with the ways to get one
     */
    static String ensure(DockerClient engine, String wanted, Path docker, Progress progress) {
        if (DockerEngine.hasImage(engine, wanted)) {
            return wanted;
        }
        if (wanted.equals(DEBIAN) && DockerEngine.hasImage(engine, HOMEMADE)) {
            return HOMEMADE;
        }
        String failure = pull(engine, wanted, progress);
        if (failure == null) {
            return wanted;
        }
        if (!wanted.equals(DEBIAN)) {
            throw LabException.cannotStart(
                    "The base image %s is not here and could not be pulled (%s). Correct or unset %s, or: docker pull %s"
                            .formatted(wanted, failure, WANTED, wanted));
        }
        progress.say("No registry gives %s (%s); making a base image from Debian's packages, about a minute ..."
                .formatted(wanted, failure));
        make(engine, docker.resolve("base-image"), progress);
        return HOMEMADE;
    }

    /** Returns why it could not be pulled, or null. */
    private static String pull(DockerClient engine, String name, Progress progress) {
        progress.say("Pulling " + name + " ...");
        try (Pull pull = engine.pullImageCmd(name).exec(new Pull())) {
            if (!pull.answered.await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                return "no answer within %d s".formatted(ANSWER_SECONDS);
            }
            if (!pull.awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                return "not done within %d minutes".formatted(PULL_MINUTES);
            }
            return pull.error;
        } catch (IOException | RuntimeException e) {
            return BuildLog.reason(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile String error;

        @Override
        public void onNext(PullResponseItem item) {
            if (item.isErrorIndicated()) {
                error = item.getError();
            }
            answered.countDown();
        }

        @Override
        public void onError(Throwable throwable) {
            error = BuildLog.reason(throwable);
            super.onError(throwable);
            answered.countDown();
        }
    }

    private static void make(DockerClient engine, Path script, Progress progress) {
        Path tar = null;
        try (BuildLog log = new BuildLog(progress)) {
            tar = Files.createTempFile("kerbside-base", ".tar");
            tar.toFile().deleteOnExit();
            Process process = new ProcessBuilder("bash", script.toString())
                    .redirectOutput(tar.toFile())
                    .start();
            process.errorReader().lines().forEach(log::line);
            if (process.waitFor() != 0) {
                throw noBase(log.lastLine());
            }
            build(engine, tar, log);
        } catch (IOException e) {
            throw noBase(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noBase("interrupted");
        } finally {
            delete(tar);
        }
    }

    /** A build in place of an import, because an import takes no labels. */
    private static void build(DockerClient engine, Path root, BuildLog log) throws IOException {
        String dockerfile = "FROM scratch\nLABEL dev.kerbside=image\nADD root.tar /\nCMD [\"bash\"]\n";
        try (InputStream context = BuildContext.tar(tar -> {
            tar.text("Dockerfile", dockerfile);
            tar.file("root.tar", root, BuildContext.READABLE);
        })) {
            engine.buildImageCmd()
                    .withTarInputStream(context)
                    .withTags(Set.of(HOMEMADE))
                    .withRemove(true)
                    .exec(log);
            log.await(HOMEMADE);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It lies in the system's folder for temporary files.
        }
    }

    private static LabException noBase(String reason) {
        return LabException.cannotStart(
                ("There is no base image, and none could be made (%s). Give the engine one (docker pull %s, where a registry answers), or install debootstrap and run this as root once, or set %s to one that is here. See docker/README.md")
                        .formatted(reason, DEBIAN, WANTED));
    }
}
