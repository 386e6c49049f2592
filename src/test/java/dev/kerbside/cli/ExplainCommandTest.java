package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What every command says of a failure that is known, without a stack trace. */
class ExplainCommandTest {
    private static final Exception SAFE_MODE =
            new RuntimeException("outer", new IOException("Name node is in safe mode.\n\tand more"));

    private final StringWriter err = new StringWriter();

    /** A command that fails with this exception. */
    @Command(name = "fail")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    @Test
    void aLibrarysExceptionBecomesTheLineThatShowsItItsCauseAndWhatToDo() {
        assertThat(fail(SAFE_MODE)).isEqualTo(1);
        assertThat(err.toString().lines())
                .first()
                .asString()
                .isEqualTo("lab: java.io.IOException: Name node is in safe mode.");
        assertThat(err.toString())
                .contains("\n  cause  The NameNode is in safe mode", "\n  next   hdfs dfsadmin -safemode wait")
                .contains("\n         lab/bin/lab logs namenode")
                .hasLineCount(4);
    }

    @Test
    void theLabsOwnWordsStayAndTheCauseComesBesides() {
        assertThat(fail(LabException.cannotStart("HDFS was not ready.", SAFE_MODE)))
                .isEqualTo(3);
        assertThat(err.toString())
                .startsWith("lab: HDFS was not ready.\n")
                .contains("\n  cause  The NameNode is in safe mode")
                .hasLineCount(4);
    }

    @Test
    void anUnknownExceptionIsShownAsItIs() {
        assertThat(fail(new IOException("the moon is full"))).isEqualTo(1);
        assertThat(err).hasToString("lab: java.io.IOException: the moon is full. With --debug: where.\n");
    }

    private int fail(Exception failure) {
        CommandLine lab = Main.commandLine(false).addSubcommand(new Failing(failure));
        return lab.setErr(new PrintWriter(err, true)).execute("fail");
    }
}
