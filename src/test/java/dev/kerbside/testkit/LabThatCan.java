package dev.kerbside.testkit;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.LabNode;
import dev.kerbside.Principal;
import dev.kerbside.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * No lab, but what it could do, and where its parts would be: for what is decided without a node.
 *
 * @param endpoints null if nobody asks for them
 */
public record LabThatCan(Set<Capability> capabilities, Endpoints endpoints) implements Lab {
    @Override
    public List<LabNode> nodes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LabNode node(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changePassword(Principal user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Shell shell() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Shell localShell() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobFolder job() {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobFolder job(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path reports() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requireReachable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
