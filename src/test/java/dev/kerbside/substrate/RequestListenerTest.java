package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.Substrate;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.folder.NodeAction;
import dev.kerbside.folder.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests are answered for as long as the lab lives, whatever becomes of one of them. */
class RequestListenerTest {
    @TempDir
    private Path temporary;

    private final List<String> done = new CopyOnWriteArrayList<>();
    private LabFolder lab;

    @BeforeEach
    void claim() throws Exception {
        lab = LabFolder.claim(temporary.resolve("lab"), Substrate.EMBEDDED);
        lab.write(LabState.ofThisProcess(
                Substrate.EMBEDDED, true, List.of(new NodeStatus("broker-1", "localhost", "localhost:1", 0, 0))));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void theAskerIsToldWhateverGoesWrongAndTheNextRequestIsAnswered() throws Exception {
        try (RequestListener requests = new RequestListener(lab, this::fail)) {
            LabControl nodes = new LabControl(lab.path());

            assertThatThrownBy(() -> nodes.ask(NodeAction.KILL, "broker-1"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("StackOverflowError: too deep");
            assertThatThrownBy(() -> nodes.ask(NodeAction.PASSWORD, "tdp_user"))
                    .isInstanceOf(LabException.class)
                    .hasMessage("said the lab");
            nodes.ask(NodeAction.START, "broker-1");
            assertThat(done).containsExactly("kill broker-1", "password tdp_user", "start broker-1");
        }
    }

    @Test
    void whatIsNoRequestDoesNoHarmAndIsNotFollowed() throws Exception {
        Path letter = Files.writeString(temporary.resolve("letter"), "mine");
        try (RequestListener requests = new RequestListener(lab, (action, name) -> done.add(action + " " + name))) {
            Path folder = lab.path().resolve("requests");
            Files.createDirectory(folder.resolve("folder.kill"));
            Files.createSymbolicLink(folder.resolve("link.kill"), letter);
            Files.createSymbolicLink(folder.resolve("dangling.kill"), temporary.resolve("not-there"));
            Files.writeString(folder.resolve("kill"), "");
            Files.writeString(folder.resolve(".kill"), "");
            Files.writeString(folder.resolve("$(reboot)\n*.kill"), "");
            Files.writeString(folder.resolve("broker-1.start.failed"), "of an earlier time");

            new LabControl(lab.path()).ask(NodeAction.START, "broker-1");

            assertThat(done)
                    .contains("start broker-1")
                    .noneMatch(one -> one.contains("link") || one.contains("folder"));
            assertThat(letter).hasContent("mine");
            assertThat(folder.resolve("folder.kill")).isDirectory();
            assertThat(folder.resolve("link.kill")).isSymbolicLink();
            assertThat(folder.resolve("dangling.kill")).isSymbolicLink();
            assertThat(folder.resolve("kill")).exists();
        }
    }

    @Test
    void theNameIsAllBeforeTheAction() throws Exception {
        try (RequestListener requests = new RequestListener(lab, (action, name) -> done.add(action + " " + name))) {
            Files.writeString(lab.path().resolve("requests/broker-1.kill.start"), "");
            new LabControl(lab.path()).ask(NodeAction.START, "broker-1");
            assertThat(done).contains("start broker-1.kill").doesNotContain("kill broker-1");
        }
    }

    @Test
    void aRequestIsThereUntilItIsDone() throws Exception {
        List<Boolean> there = new CopyOnWriteArrayList<>();
        Path request = lab.path().resolve("requests/broker-1.kill");
        try (RequestListener requests = new RequestListener(lab, (action, name) -> there.add(Files.exists(request)))) {
            new LabControl(lab.path()).ask(NodeAction.KILL, "broker-1");
            assertThat(there).containsExactly(true);
            assertThat(request).doesNotExist();
        }
    }

    /** What was asked before anybody could answer is found with the next request. */
    @Test
    void aRequestOfAnEarlierTimeIsAnsweredToo() throws Exception {
        Files.writeString(lab.folder(FolderPlan.REQUESTS).resolve("broker-2.kill"), "");
        try (RequestListener requests = new RequestListener(lab, (action, name) -> done.add(action + " " + name))) {
            new LabControl(lab.path()).ask(NodeAction.START, "broker-1");
            assertThat(done).containsExactly("kill broker-2", "start broker-1");
        }
    }

    @Test
    void onceClosedItAnswersNobody() throws Exception {
        RequestListener requests = new RequestListener(lab, (action, name) -> done.add(action + " " + name));
        Thread answering = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lab-requests"))
                .findFirst()
                .orElseThrow();
        requests.close();
        answering.join(20_000);
        assertThat(answering.isAlive()).isFalse();
    }

    private void fail(NodeAction action, String name) throws IOException {
        done.add(action + " " + name);
        switch (action) {
            case KILL -> throw new StackOverflowError("too deep");
            case PASSWORD -> throw LabException.usage("said the lab");
            case START -> {}
        }
    }
}
