package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.exception.DockerException;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.process.Build;
import dev.kerbside.process.NodeJars;
import dev.kerbside.python.PythonHome;
import dev.kerbside.substrate.Node;
import dev.kerbside.substrate.YarnNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lab's image: one for every host, the role is the command (docker/README.md). Its tag is a digest of all that goes
 * in, so a stale image is never used.
 */
final class Image {
    /** The folder of the lab's software in the image. */
    static final String HOME = "/opt/kerbside";

    /** The folder of all libraries in the image. */
    static final String JARS = Image.HOME + "/jars";

    /** The folder of PySpark in the image: python of a SPARK_HOME. */
    static final String PYSPARK = Image.HOME + "/python";

    private Image() {}

    /**
     * The tag of the image of this very build, which is built if the engine has none. That takes minutes the first time
     * and seconds when only kerbside.jar has changed.
     *
     * @return kerbside:&lt;version&gt;-&lt;digest&gt;
     * @throws LabException if it cannot be built, with the last lines of the build
     */
    static String ensure(DockerClient engine, Progress progress) {
        String base = BaseImage.wanted();
        ImageContents contents = ImageContents.of(kerbsideJar(), PythonHome.here());
        String tag =
                "kerbside:%s-%s".formatted(Build.version(contents.kerbsideJar()).orElseThrow(), contents.digest(base));
        if (!DockerEngine.hasImage(engine, tag)) {
            Instant start = Instant.now();
            progress.say("Building the image " + tag + " ...");
            build(engine, contents, BaseImage.ensure(engine, base, contents.folder(), progress), tag, progress);
            progress.say(
                    "Image built in " + Duration.between(start, Instant.now()).toSeconds() + " s.");
        }
        return tag;
    }

    /**
     * The class path of a node in the image, as on this machine: kerbside.jar, then the libraries in Maven's order. A
     * folder's own order would be any.
     */
    static String classpath() {
        return ImageContents.of(kerbsideJar(), PythonHome.here()).classpath(JARS);
    }

    /** The same for a node: YARN's have the jars of their own program, because others disturb their REST calls. */
    static String classpath(Node node) {
        ImageContents contents = ImageContents.of(kerbsideJar(), PythonHome.here());
        return contents.classpath(JARS, jar -> !YarnNodes.isYarn(node) || NodeJars.isOf(node.kind(), jar));
    }

    /**
     * A person's proxies, for apt and pip in the build; Docker knows arguments of these names, and leaves them out of the
     * image. A proxy on this machine's loopback is none in a container.
     */
    static Map<String, String> proxies(Map<String, String> environment) {
        Map<String, String> proxies = new TreeMap<>(environment);
        proxies.keySet().removeIf(name -> !name.matches("(?i)(https?|ftp|all|no)_proxy"));
        proxies.values()
                .removeIf(value -> value.matches("(\\w+://)?([^/@]*@)?(localhost|127\\.[\\d.]+|\\[::1])(:\\d+)?/?"));
        return proxies;
    }

    private static void build(DockerClient engine, ImageContents contents, String base, String tag, Progress progress) {
        try (BuildLog log = new BuildLog(progress);
                var context = contents.tar()) {
            BuildImageCmd build = engine.buildImageCmd();
            proxies(System.getenv()).forEach(build::withBuildArg);
            build.withTarInputStream(context)
                    .withBuildArg("BASE_IMAGE", base)
                    .withBuildArg("PYSPARK", PythonHome.PYSPARK)
                    .withTags(Set.of(tag))
                    .withRemove(true)
                    .withForcerm(true)
                    .exec(log);
            log.await(tag);
        } catch (IOException | DockerException e) {
            throw LabException.cannotStart("The image %s could not be built: %s".formatted(tag, e.getMessage()), e);
        }
    }

    private static Path kerbsideJar() {
        Path code = Build.code();
        if (!Files.isRegularFile(code)) {
            throw LabException.cannotStart(
                    "The image is built from kerbside.jar, and this JVM runs from %s. Package first: ./mvnw -DskipTests package, then lab/bin/lab."
                            .formatted(code));
        }
        return code;
    }
}
