package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            joinZones() loses the columns    | join_zones() loses the columns
            readFromKafka() changes records  | read_from_kafka() changes records
            as byApi() does                  | as by_api() does
            the options of settings.kafka()  | the options of settings.kafka
            settings.startingOffsets() says  | settings.starting_offsets says
            settings.checkpoint("table")     | settings.checkpoint("table")
            col("x").as("y")                 | col("x").alias("y")
            trips.sparkSession().sql()       | trips.sparkSession.sql()
            the comment above the method     | the docstring of the function
            the comment above aggregate()    | the docstring of aggregate()
            """)
    void whatIsOursIsSaidAsThatLanguageHasIt(String java, String python) {
        assertThat(Wording.PYTHON.said(java)).isEqualTo(python);
        assertThat(Wording.JAVA.said(java)).isEqualTo(java);
    }

    /** Names and options of Spark, which are the same in both languages. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            startingOffsets is always latest
            leave out dropDuplicates()
            Call withWatermark() before groupBy().
            A view is made by createOrReplaceTempView().
            from_json() has an option: allowNonNumericNumbers.
            Name it: queryName("NycTaxiStreaming")
            """)
    void whatIsSparksStaysAsItIs(String words) {
        assertThat(Wording.PYTHON.said(words)).isEqualTo(words);
    }
}
