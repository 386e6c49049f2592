package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.config.Address;
import dev.kerbside.substrate.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.output.OutputFrame;

class NodeLogsTest {
    @TempDir
    private Path lab;

    private NodeLogs logs;

    @BeforeEach
    void ofAWorker() throws IOException {
        logs = new NodeLogs(lab, List.of(node("datanode-1"), node("broker-1")));
    }

    @Test
    void everyNodeHasItsOwnLinesInAFileOfItsOwn() throws IOException {
        print("broker-1 | started\ndatanode-1 | formatting | done\n");
        print("somebody | else\nno name at all\n");

        assertThat(lab.resolve("logs/broker-1.log")).hasContent("started\n");
        assertThat(lab.resolve("logs/datanode-1.log")).hasContent("formatting | done\n");
        assertThat(Files.list(lab.resolve("logs"))).hasSize(2);
    }

    @Test
    void aNodeThatHasExitedIsKnownWithItsLastErrorAndTheOtherLives() {
        print("broker-1 | ERROR no ticket\nbroker-1 | exited with code 1\n");

        assertThat(logs.ending("broker-1")).contains("exited with code 1", "ERROR no ticket");
        assertThat(logs.ending("datanode-1")).isNull();
    }

    @Test
    void theEndOfTheContainerIsTheEndOfAllItsNodes() {
        print("broker-1 | exited with code 137\n");
        logs.accept(OutputFrame.END);

        assertThat(logs.ending("broker-1")).contains("137");
        assertThat(logs.ending("datanode-1")).isEqualTo("its container ended");
    }

    private void print(String text) {
        logs.accept(new OutputFrame(OutputFrame.OutputType.STDOUT, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Node node(String name) {
        return new Node(
                name,
                "worker-01.tdp",
                "Main",
                List.of(),
                Map.of(),
                1,
                new Address("worker-01.tdp", 1),
                List.of(),
                List.of());
    }
}
