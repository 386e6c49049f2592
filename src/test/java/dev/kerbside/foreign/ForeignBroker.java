package dev.kerbside.foreign;

import java.util.Map;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Testcontainers' own, but for how it puts its starter into the container: see {@link Tar}. */
final class ForeignBroker extends KafkaContainer {
    ForeignBroker(DockerImageName image) {
        super(image);
    }

    @Override
    public void copyFileToContainer(Transferable file, String path) {
        getDockerClient()
                .copyArchiveToContainerCmd(getContainerId())
                .withTarInputStream(Tar.of(Map.of(path.substring(1), file.getBytes())))
                .withRemotePath("/")
                .exec();
    }
}
