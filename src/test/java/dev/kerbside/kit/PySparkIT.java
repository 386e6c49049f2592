package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.python.Python;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** PySpark in the lab's shell on this machine: the three ways to start a program, and functions of one's own. */
@ExtendWith(RunningLab.class)
class PySparkIT {
    private static final String PROGRAM =
            """
            import sys
            import pandas
            import pyspark
            from pyspark.sql import SparkSession
            from pyspark.sql.functions import col, pandas_udf, udf
            spark = SparkSession.builder.master("local[1]").getOrCreate()
            rows = spark.range(10)
            odd = udf(lambda number: number % 2 == 1, "boolean")
            def large(numbers: pandas.Series) -> pandas.Series:
                return numbers > 6
            print("odd:", rows.where(odd(col("id"))).count())
            print("large:", rows.where(pandas_udf(large, "boolean")(col("id"))).count())
            print("in HDFS:", spark.sparkContext._jsc.hadoopConfiguration().get("fs.defaultFS")[:7])
            print("PySpark", pyspark.__version__, "of Spark", spark.version)
            """;

    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void open(Endpoints lab) throws IOException {
        assumeTrue(Python.find().isPresent(), "Not run: PySpark is not here; with it: lab python");
        terminal = new Terminal(lab, folder);
        Files.writeString(folder.resolve("program.py"), PROGRAM);
    }

    private String succeeds(String commands) throws IOException {
        Terminal.Result result = terminal.run(commands);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output();
    }

    private static void isRight(String said) {
        assertThat(said)
                .contains("odd: 5", "large: 3", "in HDFS: hdfs://", "PySpark 3.5.7 of Spark 3.5.7")
                .doesNotContain("Traceback");
    }

    @Test
    void sparkSubmitRunsAProgram() throws IOException {
        isRight(succeeds("spark-submit program.py"));
        isRight(succeeds("spark3-submit program.py"));
    }

    @Test
    void aProgramRunsByPythonAlone() throws IOException {
        isRight(succeeds("python3 program.py"));
    }

    @Test
    void itsShellRunsWhatIsTyped() throws IOException {
        // Python reads its start-up file only where somebody types, or with -i.
        String typed = "export PYSPARK_DRIVER_PYTHON_OPTS=-i; echo 'print(spark.range(5).count(), sc.master)' | ";
        assertThat(succeeds(typed + "pyspark --master 'local[1]'")).contains("version 3.5.7", "5 local[1]");
    }

    @Test
    void withoutPySparkOneLineSaysHowToGetIt() throws IOException {
        Terminal.Result result = terminal.run(
                """
                mkdir home
                sed "s|^export SPARK_HOME='[^']*'|export SPARK_HOME='$PWD/home'|" "$LAB_DIR/bin/spark-submit" > submit
                bash submit program.py""");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output().strip().lines())
                .singleElement()
                .asString()
                .contains("spark-submit: PySpark is optional", "lab python");
    }
}
