package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class DriverSecretsTest {
    private static final SparkConf GIVEN =
            new SparkConf(false).set("spark.cassandra.auth.password", "old").set("spark.app.name", "x");

    @Test
    void whatTheEnvironmentHasIsAddedAndWins() {
        // When
        SparkConf conf = DriverSecrets.added(
                GIVEN, Map.of("SPARK_LOLBATCH_SECRETS", "#\nspark.cassandra.auth.password=a\\=b c\nspark.other=1\n"));

        // Then
        assertThat(conf.get("spark.cassandra.auth.password")).isEqualTo("a=b c");
        assertThat(conf.get("spark.other")).isEqualTo("1");
        assertThat(conf.get("spark.app.name")).isEqualTo("x");
        assertThat(GIVEN.get("spark.cassandra.auth.password")).isEqualTo("old");
    }

    @Test
    void withoutTheVariableNothingChanges() {
        assertThat(DriverSecrets.added(GIVEN, Map.of()).getAll()).isEqualTo(GIVEN.getAll());
    }

    @Test
    void whatCannotBeReadIsNotQuoted() {
        assertThatThrownBy(() -> DriverSecrets.added(GIVEN, Map.of("SPARK_LOLBATCH_SECRETS", "key=hunter\\u2")))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot read the variable SPARK_LOLBATCH_SECRETS: it has another format than properties files;"
                                + " write a key=value a line, with a backslash doubled");
    }
}
