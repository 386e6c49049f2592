package dev.kerbside.substrate;

import dev.kerbside.LabNode;
import dev.kerbside.Vitals;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.NodeAction;
import dev.kerbside.folder.NodeStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A node of a lab that is up; its owner does what is asked of it. */
record HandledNode(Path labFolder, Platform platform, String name) implements LabNode {
    /** As it is now: a start gives it another process. */
    private NodeStatus status() {
        return LabFolder.requireRunning(labFolder).nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String host() {
        return status().host();
    }

    @Override
    public String address() {
        return status().address();
    }

    @Override
    public long pid() {
        return status().pid();
    }

    @Override
    public Path log() {
        return FolderPlan.LOG.in(labFolder, name);
    }

    @Override
    public Optional<Vitals> vitals() {
        return Optional.ofNullable(platform.vitals(List.of(status())).get(name));
    }

    @Override
    public void kill() {
        ask(NodeAction.KILL);
    }

    @Override
    public void start() {
        ask(NodeAction.START);
    }

    private void ask(NodeAction action) {
        platform.requireReachable();
        new LabControl(labFolder).ask(action, name);
    }
}
