package dev.kerbside.remote;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.LabProvider;
import dev.kerbside.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Labs for a class path that has none of the lab's libraries: each in a process of its own, from what was installed. This
 * JVM becomes a member of the lab's realm, which Java has one of.
 */
public final class InstalledLabs implements LabProvider {
    @Override
    public Lab start(LabConfig config, Progress progress) {
        return joined(open(LabServer.arguments(config), progress));
    }

    @Override
    public Lab attach(Path folder) {
        return joined(open(List.of("attach", folder.toAbsolutePath().normalize().toString()), Progress.SILENT));
    }

    private static Lab open(List<String> arguments, Progress progress) {
        try {
            return new RemoteLab(Installation.find().start(arguments), progress);
        } catch (IOException e) {
            throw LabException.cannotStart("The process of the lab cannot be started: %s.".formatted(e), e);
        }
    }

    private static Lab joined(Lab lab) {
        Endpoints endpoints = lab.endpoints();
        System.setProperty("java.security.krb5.conf", endpoints.krb5Conf().toString());
        if (endpoints.hosts() != null) {
            // Read at the first name that is looked up: a JVM that has asked for one before is started with it.
            System.setProperty("jdk.net.hosts.file", endpoints.hosts().toString());
        }
        return lab;
    }
}
