package dev.kerbside.cli;

import static dev.kerbside.cli.Finding.ok;
import static dev.kerbside.cli.Finding.warn;

import dev.kerbside.LabException;
import dev.kerbside.process.NameServiceWrapper;
import dev.kerbside.substrate.containers.ContainerPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examines the Docker engine, which only a lab in containers needs. */
final class EngineExamination {
    private static final String WHAT = "docker";
    private static final String WITHOUT =
            "do what this says if you want a lab in containers; one without containers runs here all the same.";

    private final Path lab;

    EngineExamination(Path lab) {
        this.lab = lab;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String engine;
        try {
            engine = ContainerPlatform.description();
        } catch (LabException e) {
            findings.add(warn(WHAT, e.getMessage(), WITHOUT));
            return findings;
        }
        findings.add(ok(WHAT, engine));
        try {
            ContainerPlatform.requireRoom(lab);
        } catch (LabException e) {
            findings.add(warn(WHAT, e.getMessage(), WITHOUT));
        }
        if (!NameServiceWrapper.isInstalled()) {
            findings.add(
                    warn(
                            "native names",
                            "libnss-wrapper is not installed. Without it curl, kcat and Python reach a lab in containers from its edge node only",
                            "apt-get install libnss-wrapper (or your system's package of that name); a lab that runs takes it up in the next lab shell."));
        }
        return findings;
    }
}
