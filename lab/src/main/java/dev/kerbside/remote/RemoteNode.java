package dev.kerbside.remote;

import dev.kerbside.LabNode;
import dev.kerbside.Vitals;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A node of a {@link RemoteLab}: each word of it is asked for when it is wanted. */
record RemoteNode(RemoteLab lab, String name) implements LabNode {
    private String part(int index) {
        return lab.ask("node", name).get(index);
    }

    @Override
    public String host() {
        return part(1);
    }

    @Override
    public String address() {
        return part(2);
    }

    @Override
    public long pid() {
        return Long.parseLong(part(3));
    }

    @Override
    public Path log() {
        return Path.of(part(4));
    }

    @Override
    public Optional<Vitals> vitals() {
        List<String> words = lab.ask("vitals", name);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Vitals(Double.parseDouble(words.get(0)), Long.parseLong(words.get(1))));
    }

    @Override
    public void kill() {
        lab.ask("kill", name);
    }

    @Override
    public void start() {
        lab.ask("start", name);
    }
}
