package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSettingsTest {
    @Test
    void whatRightnessRestsOnCannotBeChanged() {
        // Given
        SparkConf given = new SparkConf(false)
                .set("spark.sql.session.timeZone", "Asia/Tokyo")
                .set("spark.sql.datetime.java8API.enabled", "false")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

        // When
        SparkConf completed = SparkSettings.complete(given);

        // Then
        assertThat(completed.get("spark.sql.session.timeZone")).isEqualTo("UTC");
        assertThat(completed.get("spark.sql.datetime.java8API.enabled")).isEqualTo("true");
        assertThat(completed.get("spark.serializer")).isEqualTo("org.apache.spark.serializer.JavaSerializer");
    }

    @Test
    void everyDefaultCanBeChanged() {
        // Given
        SparkConf given = new SparkConf(false)
                .set("spark.cassandra.query.retry.count", "5")
                .set("spark.ui.enabled", "true");

        // When
        SparkConf completed = SparkSettings.complete(given);

        // Then
        assertThat(completed.get("spark.cassandra.query.retry.count")).isEqualTo("5");
        assertThat(completed.get("spark.ui.enabled")).isEqualTo("true");
        assertThat(completed.get("spark.sql.shuffle.partitions")).isEqualTo("32");
    }

    @Test
    void onlyALocalMasterListensOnLoopback() {
        // Given
        SparkConf local = new SparkConf(false).setMaster("local[2]");
        SparkConf yarn = new SparkConf(false).setMaster("yarn");

        // When / Then
        assertThat(SparkSettings.complete(local).get("spark.driver.host")).isEqualTo("127.0.0.1");
        assertThat(SparkSettings.complete(yarn).contains("spark.driver.host")).isFalse();
    }
}
