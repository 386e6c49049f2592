package dev.kerbside.substrate;

import dev.kerbside.LabConfig;
import dev.kerbside.Progress;
import dev.kerbside.folder.LabFolder;

/** A substrate on which a lab starts nodes of its own. */
public abstract class NodePlatform implements Platform {
    /** A place for the nodes of one lab, whose folder is made by now. */
    protected abstract Infrastructure open(LabConfig config, Ports ports, Progress progress);

    @Override
    public final Up start(LabFolder folder, LabConfig config, Progress progress) {
        Ports ports = new Ports(config.basePort());
        StartedLab lab;
        try {
            lab = new StartedLab(folder, config, open(config, ports, progress), progress);
        } catch (RuntimeException e) {
            ports.close();
            folder.close();
            throw e;
        }
        return new Up(lab.start(), lab::close);
    }
}
