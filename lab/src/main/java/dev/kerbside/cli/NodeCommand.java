package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a node as a power cut would, and starts it again. */
@Command(
        name = "node",
        description = "Kill a node of a lab that is up, as kill -9 does, or start it again with its data.",
        mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    /** What can be done. */
    private enum Action {
        KILL,
        START;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "kill|start", description = "What to do.")
    private Action action;

    @Parameters(index = "1", paramLabel = "NODE", description = "kdc, namenode, datanode-1, broker-1 and so on.")
    private String node;

    @Override
    public Integer call() {
        try (Terminal terminal = new Terminal()) {
            LabNode one = Lab.attach(options.dir()).node(node);
            switch (action) {
                case KILL -> one.kill();
                case START -> one.start();
            }
            terminal.say(
                    action == Action.KILL
                            ? "%1$s is down. Start it again: lab node start %1$s".formatted(node)
                            : "%s serves clients again".formatted(node));
        }
        return 0;
    }
}
