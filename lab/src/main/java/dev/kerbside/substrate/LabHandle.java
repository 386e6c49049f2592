package dev.kerbside.substrate;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.LabNode;
import dev.kerbside.OwnTopics;
import dev.kerbside.Principal;
import dev.kerbside.Shell;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.NodeAction;
import dev.kerbside.folder.NodeStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lab that is up, in the hands of whoever started it or attached to it. It goes by what is in the lab's folder, so that
 * both have the same.
 */
public final class LabHandle implements Lab {
    private static final Pattern JOB = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    private final Endpoints endpoints;
    private final Platform platform;
    private final Runnable end;

    /** @param end what closing does */
    public LabHandle(Endpoints endpoints, Platform platform, Runnable end) {
        this.endpoints = endpoints;
        this.platform = platform;
        this.end = end;
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.copyOf(platform.capabilities());
        if (endpoints.yarn() != null) {
            capabilities.add(Capability.YARN);
        }
        return capabilities;
    }

    @Override
    public List<LabNode> nodes() {
        return statuses().map(this::node).toList();
    }

    @Override
    public LabNode node(String name) {
        return statuses()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .map(this::node)
                .orElseThrow(() -> unknown("node", name, statuses().map(NodeStatus::name)));
    }

    @Override
    public OwnTopics ownTopics() {
        return platform.ownTopics(endpoints);
    }

    private LabNode node(NodeStatus status) {
        return new HandledNode(endpoints.folder(), platform, status.name());
    }

    private Stream<NodeStatus> statuses() {
        return LabFolder.requireRunning(endpoints.folder()).nodes().stream();
    }

    @Override
    public void changePassword(Principal user) {
        if (!endpoints.users().contains(user.name())) {
            throw unknown("user", user.name(), endpoints.users().stream());
        }
        Capability.lacking(capabilities(), Set.of(Capability.CHANGE_PASSWORDS)).ifPresent(why -> {
            throw LabException.usage("The password of %s stays: %s.".formatted(user.name(), why));
        });
        requireReachable();
        new LabControl(endpoints.folder()).ask(NodeAction.PASSWORD, user.name());
    }

    private static LabException unknown(String what, String name, Stream<String> known) {
        String names = known.sorted().collect(Collectors.joining(", "));
        return LabException.usage("There is no %s '%s'. %s"
                .formatted(
                        what,
                        name,
                        names.isEmpty()
                                ? "This lab has no %ss of its own.".formatted(what)
                                : "%ss: %s."
                                        .formatted(Character.toUpperCase(what.charAt(0)) + what.substring(1), names)));
    }

    @Override
    public Shell shell() {
        return platform.shell(endpoints);
    }

    @Override
    public Shell localShell() {
        return new LocalShell(endpoints);
    }

    @Override
    public JobFolder job() {
        return job(FolderPlan.JOBS.make(endpoints.folder()), "spark-submit");
    }

    @Override
    public JobFolder job(String name) {
        if (!JOB.matcher(name).matches()) {
            throw LabException.usage("'%s' is no name of a job: give letters, digits and hyphens.".formatted(name));
        }
        return job(FolderPlan.JOB.make(endpoints.folder(), name), name);
    }

    private JobFolder job(Path folder, String log) {
        FolderPlan.LOGS.make(endpoints.folder());
        JobFolder job = new JobFolder(folder, FolderPlan.LOG.in(endpoints.folder(), log));
        try {
            Files.createDirectories(job.temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return job;
    }

    @Override
    public Path reports() {
        return FolderPlan.REPORTS.make(endpoints.folder());
    }

    @Override
    public void requireReachable() {
        platform.requireReachable();
    }

    @Override
    public void close() {
        end.run();
    }
}
