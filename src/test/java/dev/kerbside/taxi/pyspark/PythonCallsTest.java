package dev.kerbside.taxi.pyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.PythonError;
import dev.kerbside.testkit.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a call of a person's function may do to the lab, and what it may not. */
class PythonCallsTest {
    @RegisterExtension
    final LocalSpark spark = new LocalSpark();

    @TempDir
    Path folder;

    private Attached python;

    @BeforeEach
    void attach() throws Exception {
        Optional<Python> found = Python.find();
        assumeTrue(found.isPresent(), "there is no Python with PySpark here: lab python");
        python = Attached.start(found.get(), Path.of("lab/src/main/python").toAbsolutePath(), Duration.ofSeconds(2));
    }

    @AfterEach
    void end() {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void aLoopWithoutAnEndIsEndedWithItsLineAndPythonGoesOn() throws Exception {
        Job job = job("while True:\n        records = records.select('*')");
        assertThatThrownBy(() -> parse(job))
                .isInstanceOf(PythonError.class)
                .hasMessage("TooLong: it has not returned after 2 seconds")
                .satisfies(e -> assertThat(e.getStackTrace()[0].getFileName()).isEqualTo("stream_taxi_data_spark.py"));
        assertThat(python.isAlive()).isTrue();
        assertThat(parse(job("return records"))).isNotNull();
    }

    @Test
    void aLoopInTheFileItselfIsEndedToo() {
        assertThatThrownBy(() -> PythonJob.load(python, file("while True:\n    pass\n")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("stream_taxi_data_spark.py cannot be loaded")
                .hasMessageContaining("TooLong");
    }

    @Test
    void whatWaitsOutsideOfPythonIsEndedWithPythonAndItsLineIsTold() throws Exception {
        Job job = job("import time; time.sleep(1000)");
        assertThatThrownBy(() -> parse(job))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Python has ended (exit code 1) in parse()")
                .hasMessageContaining("stream_taxi_data_spark.py:2: import time; time.sleep(1000)");
        assertThat(python.isAlive()).isFalse();
        assertThatThrownBy(() -> parse(job)).hasMessageContaining("Python has ended");
    }

    @Test
    void codeThatEndsPythonIsToldSo() throws Exception {
        Job job = job("import os; os._exit(3)");
        assertThatThrownBy(() -> parse(job)).hasMessageContaining("Python has ended (exit code 3) in parse()");
    }

    @Test
    void exitEndsTheCallAndNotTheLab() throws Exception {
        for (String end :
                new String[] {"exit()", "quit(2)", "import sys; sys.exit('enough')", "raise KeyboardInterrupt"}) {
            Job job = job(end);
            assertThatThrownBy(() -> parse(job)).isInstanceOf(PythonError.class);
        }
        assertThat(parse(job("return records"))).isNotNull();
    }

    @Test
    void aQuestionToThePersonHasNoAnswerAndDoesNotWaitForOne() throws Exception {
        Job job = job("input('Which zone? ')");
        assertThatThrownBy(() -> parse(job)).hasMessageContaining("EOFError");
    }

    @Test
    void whatIsPrintedIsSeenBeforeTheCallReturns() throws Exception {
        PrintStream terminal = System.err;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            parse(job("print('zone', 74)\n    return records"));
            Awaitility.await().until(() -> seen.toString(StandardCharsets.UTF_8).contains("zone 74"));
        } finally {
            System.setErr(terminal);
        }
    }

    @Test
    void anErrorThatJavaThrewIsJavasWithTheLineInPythonFirst() throws Exception {
        Job job = job("return records.select(\n        'id',\n        'idd',\n    )");
        Throwable e = catchThrowable(() -> parse(job));
        assertThat(e).isInstanceOf(org.apache.spark.sql.AnalysisException.class);
        assertThat(e.getStackTrace()[0]).hasToString("workspace//parse.parse(stream_taxi_data_spark.py:2)");
    }

    @Test
    void anErrorOfTheGatewayIsTheWordsOfJava() throws Exception {
        Job job = job("return records._jdf.noSuchMethod()");
        assertThatThrownBy(() -> parse(job))
                .hasMessageContaining("noSuchMethod")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aSessionThatPythonAsksForIsTheOneThatIsActiveAndTheDefaultStays() throws Exception {
        var standing = org.apache.spark.sql.SparkSession.getDefaultSession().get();
        var own = spark.session().newSession();
        org.apache.spark.sql.SparkSession.setActiveSession(own);
        own.conf().set("spark.nyctaxi.mine", "yes");
        job("""
                from pyspark.sql import SparkSession
                    assert SparkSession.builder.getOrCreate().conf.get("spark.nyctaxi.mine") == "yes"
                    assert SparkSession.getActiveSession().conf.get("spark.nyctaxi.mine") == "yes"
                    assert records.sparkSession.conf.get("spark.nyctaxi.mine") == "yes"
                    return records"""
                        .strip())
                .parse(own.range(1).toDF());
        assertThat(org.apache.spark.sql.SparkSession.getDefaultSession().get()).isSameAs(standing);
    }

    private Object parse(Job job) throws Exception {
        return job.parse(spark.session().range(1).toDF());
    }

    /** @param body of the function parse(records) */
    private Job job(String body) throws Exception {
        return PythonJob.load(python, file("def parse(records):\n    " + body + "\n"));
    }

    private Path file(String text) throws Exception {
        Files.writeString(folder.resolve("stream_taxi_data_spark.py"), text);
        return folder;
    }
}
