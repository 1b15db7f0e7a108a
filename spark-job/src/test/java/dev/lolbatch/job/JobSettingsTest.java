package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {
    @Test
    void everySettingHasADefault() {
        assertThat(JobSettings.of(new SparkConf(false)))
                .isEqualTo(new JobSettings(
                        "lol_data", "SimpleStrategy:1", 3, JobSettings.Remakes.EXCLUDE, Duration.ofMinutes(10), 64));
    }

    @Test
    void everySettingHasItsKey() {
        // Given
        SparkConf conf = new SparkConf(false)
                .set("spark.lolbatch.keyspace", "other")
                .set("spark.lolbatch.replication", "SimpleStrategy:3")
                .set("spark.lolbatch.views.keep", "5")
                .set("spark.lolbatch.views.remakes", "include")
                .set("spark.lolbatch.complete.grace", "2h")
                .set("spark.lolbatch.writes-in-flight", "16");

        // When / Then
        assertThat(JobSettings.of(conf))
                .isEqualTo(new JobSettings(
                        "other", "SimpleStrategy:3", 5, JobSettings.Remakes.INCLUDE, Duration.ofHours(2), 16));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            spark.lolbatch.views.keep | 0 | Cannot use spark.lolbatch.views.keep: '0' is no value of it; set a whole number of at least 1
            spark.lolbatch.writes-in-flight | many | Cannot use spark.lolbatch.writes-in-flight: 'many' is no value of it; set a whole number of at least 1
            spark.lolbatch.complete.grace | -1s | Cannot use spark.lolbatch.complete.grace: '-1s' is no value of it; set a time such as 600s, 10m or 2h
            spark.lolbatch.complete.grace | soon | Cannot use spark.lolbatch.complete.grace: 'soon' is no value of it; set a time such as 600s, 10m or 2h
            spark.lolbatch.views.remakes | yes | Cannot use spark.lolbatch.views.remakes: 'yes' is no value of it; set exclude or include
            """)
    void namesWhatCannotBeUsed(String key, String value, String message) {
        // Given
        SparkConf conf = new SparkConf(false).set(key, value);

        // When / Then
        assertThatThrownBy(() -> JobSettings.of(conf))
                .isInstanceOf(JobFailure.class)
                .hasMessage(message);
    }
}
