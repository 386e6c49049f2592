package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    private static final String SAFE_MODE = "put: Cannot create file/x. Name node is in safe mode.";
    private static final String NO_TICKET =
            "Caused by: javax.security.auth.login.LoginException: Unable to obtain Principal Name for authentication ";
    private static final String NO_BROKER = "TimeoutException: Timed out waiting for a node assignment.";

    @Test
    void theEvidenceIsTheFirstLineThatShowsItWithItsNumber() throws IOException {
        Diagnosis diagnosis = only("starting\nwaiting\n" + SAFE_MODE + "\n" + SAFE_MODE + " Again.\n");

        assertThat(diagnosis.id()).isEqualTo("safe-mode");
        assertThat(diagnosis.evidence()).isEqualTo(new Evidence(3, SAFE_MODE)).hasToString("line 3: " + SAFE_MODE);
    }

    @Test
    void theNearestToTheRootComesFirstWhereverItStandsAndNothingIsSaidTwice() throws IOException {
        Explanation explanation = of(SAFE_MODE + "\n" + NO_TICKET + "\n" + SAFE_MODE + "\n" + NO_TICKET);

        assertThat(explanation.diagnoses()).extracting(Diagnosis::id).containsExactly("no-ticket", "safe-mode");
    }

    @Test
    void aLineShowsOneFailureOnly() throws IOException {
        assertThat(only("SaslException: GSS initiate failed [Caused by GSSException: No valid credentials provided"
                                + " (Mechanism level: Server not found in Kerberos database (7))]")
                        .id())
                .isEqualTo("wrong-service-name");
    }

    @Test
    void whatMayFollowFromAnotherFailureIsSaidOnlyAlone() throws IOException {
        assertThat(only(NO_BROKER + "\n" + NO_TICKET).id()).isEqualTo("no-ticket");
        assertThat(only(NO_BROKER + "\nConnection refused").id()).isEqualTo("no-broker");
    }

    @Test
    void aSignMayHaveAGapAndSomethingThatMustNotBeThere() {
        Sign sign = Sign.of("Client '…' not found !! Harmless", false);

        assertThat(sign.in("kinit: client 'x@y' not found in it")).isEqualTo(7);
        assertThat(sign.in("kinit: not found: client 'x'")).isEqualTo(-1);
        assertThat(sign.in("kinit: client not found")).isEqualTo(-1);
        assertThat(sign.in("kinit: client 'x@y' not found (harmless)")).isEqualTo(-1);
    }

    /** An OutOfMemoryError is one of a Kafka client without TLS only if its stack trace says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.OutOfMemoryError: Java heap space\n"
                        + "\tat a.B.c(B.java:1)\n"
                        + "\tat o.a.NetworkReceive.readFrom(N.java:1)",
                "\tat o.a.NetworkReceive.readFrom(N.java:1)\njava.lang.OutOfMemoryError: Java heap space",
                "java.lang.OutOfMemoryError: Java heap space at o.a.NetworkReceive.readFrom(N.java:1)"
            })
    void aSignMayNeedTwoLines(String text) throws IOException {
        assertThat(only(text).id()).isEqualTo("plaintext-to-tls");
        assertThat(of(text.replace("NetworkReceive", "Big")).recognised()).isFalse();
    }

    @Test
    void twoLinesThatStandFarFromEachOtherAreNotOneSign() throws IOException {
        assertThat(of("java.lang.OutOfMemoryError: Java heap space\n" + "x\n".repeat(100)
                                + "\tat o.a.NetworkReceive.readFrom(N.java:1)")
                        .recognised())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mERROR\u001b[0m Name node is \u001b[1min safe\u001b[0m mode.",
                "put: NAME NODE IS IN SAFE MODE",
                "10 %\r20 %\rName node is in safe mode.\r30 %\r\n",
                "N\0a\0m\0e\0 node is in safe mode"
            })
    void coloursLettersCaseAndProgressLinesDoNotHideASign(String text) throws IOException {
        assertThat(only(text).id()).isEqualTo("safe-mode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token can&#39;t be found in cache",
                "token can\u2019t be found in cache",
                "{\"a\":\"can\\u0027t be found in cache\"}"
            })
    void quotesAreComparedWhateverTheyAreWrittenAs(String text) throws IOException {
        assertThat(only(text).id()).isEqualTo("hdfs-token");
    }

    @Test
    void evidenceCannotActInTheTerminal() throws IOException {
        assertThat(only("Name node is in safe mode \u001b]0;owned\u0007\u202e\u0085")
                        .evidence()
                        .text())
                .isEqualTo("Name node is in safe mode \\u202E\\u0085");
        assertThat(of("\u0007 nothing known").suspect().text()).isEqualTo("\\u0007 nothing known");
    }

    @Test
    void anUnknownTextGivesTheLastCause() throws IOException {
        Explanation explanation = of(
                """
                ERROR first
                java.lang.IllegalStateException: outer
                \tat some.Exception.frame(Some.java:1)
                Caused by: java.lang.RuntimeException: inner
                \tat some.Error.frame(Some.java:2)
                Error: it ended
                goodbye
                """);

        assertThat(explanation.recognised()).isFalse();
        assertThat(explanation.suspect()).isEqualTo(new Evidence(4, "Caused by: java.lang.RuntimeException: inner"));
    }

    @Test
    void anUnknownTextWithoutCausesGivesItsLastErrorElseItsLastLine() throws IOException {
        assertThat(of("ERROR one\nERROR two\nbye").suspect()).isEqualTo(new Evidence(2, "ERROR two"));
        assertThat(of("one\ntwo\n\n").suspect()).isEqualTo(new Evidence(2, "two"));
        assertThat(of("one\ntwo\n\n").isHealthy()).isTrue();
        assertThat(of("ERROR one\nbye").isHealthy()).isFalse();
    }

    /** Of what YARN says of a job, the line that has a reason. */
    @Test
    void anUnknownReportOfYarnGivesItsDiagnostics() throws IOException {
        String report = "INFO yarn.Client:\n\t client token: N/A\n\t diagnostics: %s\n\t queue: default\n"
                + "\t final status: FAILED\nExitCodeException exitCode=1:\n";

        assertThat(of(report.formatted("the moon is full")).suspect())
                .isEqualTo(new Evidence(3, "diagnostics: the moon is full"));
        assertThat(of("ERROR one\n" + report.formatted("N/A")).suspect()).isEqualTo(new Evidence(1, "ERROR one"));
        assertThat(of("Caused by: the sun\n" + report.formatted("the moon")).suspect())
                .isEqualTo(new Evidence(1, "Caused by: the sun"));
        assertThat(of("\t queue: default").suspect()).isEqualTo(new Evidence(1, "queue: default"));
    }

    /** What once was taken for another failure, and the misleading cause. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot get userid/password [Caused by UnsupportedCallbackException: Could not login: the client is being"
                        + " asked for a password] | asked-for-a-password",
                "UnsupportedSaslMechanismException: Client SASL mechanism 'PLAIN' not enabled in the server, enabled"
                        + " mechanisms are [OAUTHBEARER] | no-mechanism",
                "Server has invalid Kerberos principal: rm/a.example.org@A, expecting: yarn/a.example.org@A"
                        + " | wrong-service-name",
                "Failed to specify server's Kerberos principal name | wrong-service-name",
                "IllegalArgumentException: java.net.UnknownHostException: mycluster | unknown-host",
                "Error 403 GSSException: No valid credentials provided (Mechanism level: Failed to find any Kerberos"
                        + " credentails) | no-ticket",
                "exitCode: -1000 Diagnostics: File does not exist: hdfs://a/user/b/.sparkStaging/application_1_1/c.zip"
                        + " | hdfs-no-file",
                "Delegation Token can be issued only with kerberos authentication | hdfs-token",
                "Failed to load SSL keystore /a.jks: UnrecoverableKeyException: Password verification failed | truststore"
            })
    void aMisleadingCauseIsNotGiven(String text, String misleading) throws IOException {
        assertThat(of(text).diagnoses()).isNotEmpty().extracting(Diagnosis::id).doesNotContain(misleading);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \n\r\n"})
    void anEmptyTextHasNoSuspect(String text) throws IOException {
        assertThat(of(text)).isEqualTo(new Explanation(List.of(), null));
    }

    /** 8 MB, which are never held: a log's end is reached, and a sign in the middle of a long line is found. */
    @Test
    void aHugeLogWithALongLineIsReadToItsEnd() throws IOException {
        Explanation explanation;
        try (Reader log = new Noise(1 << 22, NO_TICKET, 1 << 22, "\n" + SAFE_MODE)) {
            explanation = Explanation.of(log);
        }

        assertThat(explanation.diagnoses())
                .extracting(Diagnosis::id, diagnosis -> diagnosis.evidence().line())
                .containsExactly(tuple("no-ticket", 1), tuple("safe-mode", 2));
        assertThat(explanation.diagnoses())
                .allSatisfy(diagnosis -> assertThat(diagnosis.evidence().text()).hasSizeLessThan(220));
    }

    /** At every distance from where a long line is cut. */
    @ParameterizedTest
    @ValueSource(ints = {-60, -30, -1, 0, 1})
    void aSignIsFoundWhereALongLineIsCut(int shift) throws IOException {
        assertThat(only("x".repeat(LogLines.PIECE + shift) + NO_TICKET).id()).isEqualTo("no-ticket");
    }

    @Test
    void anExceptionIsExplainedByItsCauses() {
        Exception failure = new ExecutionException(
                new RuntimeException("no", new IOException("Unable to obtain Principal Name for authentication")));

        Explanation explanation = Explanation.of(failure);

        assertThat(explanation.diagnoses()).extracting(Diagnosis::id).containsExactly("no-ticket");
        assertThat(explanation.diagnoses().get(0).evidence().line()).isZero();
        assertThat(explanation.diagnoses().get(0).evidence())
                .asString()
                .contains("Unable to obtain Principal Name for authentication");
    }

    @Test
    void anExceptionThatIsItsOwnCausesCauseIsReadOnce() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));

        assertThat(Explanation.of(one).recognised()).isFalse();
    }

    @Test
    void theLabsOwnExceptionsAreExplainedByWhatIsClear() {
        Exception clear = new IOException("Name node is in safe mode");
        Exception vague = new IOException("Connection refused");

        assertThat(Explanation.of(LabException.checkFailed("no", clear)).recognised())
                .isTrue();
        assertThat(Explanation.of(LabException.checkFailed("ended: Name node is in safe mode"))
                        .recognised())
                .isTrue();
        assertThat(Explanation.of(LabException.checkFailed("no", vague)).recognised())
                .isFalse();
        assertThat(Explanation.of(vague).recognised()).isTrue();
        assertThat(Explanation.of(LabException.usage("no", clear)).recognised()).isFalse();
    }

    private static Diagnosis only(String text) throws IOException {
        assertThat(of(text).diagnoses()).hasSize(1);
        return of(text).diagnoses().get(0);
    }

    private static Explanation of(String text) throws IOException {
        return Explanation.of(new StringReader(text));
    }

    /** Characters without a line's end, a text, characters, a text. */
    private static final class Noise extends Reader {
        private final int[] noise;
        private final String[] texts;
        private int turn;
        private int position;

        Noise(int before, String first, int between, String second) {
            noise = new int[] {before, between};
            texts = new String[] {first, second};
        }

        @Override
        public int read(char[] into, int offset, int length) {
            int read = 0;
            while (read < length && turn < texts.length) {
                int inText = position++ - noise[turn];
                into[offset + read++] = inText < 0 ? 'x' : texts[turn].charAt(inText);
                if (inText == texts[turn].length() - 1) {
                    turn++;
                    position = 0;
                }
            }
            return read == 0 ? -1 : read;
        }

        @Override
        public void close() {}
    }
}
