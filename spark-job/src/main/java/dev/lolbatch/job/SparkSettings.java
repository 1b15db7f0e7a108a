package dev.lolbatch.job;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark's and the connector's settings: some that rightness rests on, and defaults that anyone may change. */
final class SparkSettings {
    private static final Map<String, String> REQUIRED = Map.of(
            "spark.sql.session.timeZone", "UTC",
            // Rows then hold java.time's dates and instants, which are in no time zone.
            "spark.sql.datetime.java8API.enabled", "true",
            // Tasks send records back, which Spark's Kryo cannot make.
            "spark.serializer", "org.apache.spark.serializer.JavaSerializer");

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("spark.app.name", "lolbatch statistics"),
            Map.entry("spark.ui.enabled", "false"),
            // Adaptive execution joins what is small; a large day wants more.
            Map.entry("spark.sql.shuffle.partitions", "32"),
            // Below the width of the lake's plans, every run warns that it cut them for a UI that is off.
            Map.entry("spark.sql.debug.maxToStringFields", "1000"),
            // So that a day of a million rows shows its progress, and a small one is one task.
            Map.entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
            Map.entry("spark.sql.adaptive.advisoryPartitionSizeInBytes", "8m"),
            Map.entry("spark.cassandra.query.retry.count", "10"));

    /** On one machine nobody else is to connect to the driver. */
    private static final Map<String, String> LOCAL_DEFAULTS =
            Map.of("spark.driver.bindAddress", "127.0.0.1", "spark.driver.host", "127.0.0.1");

    private SparkSettings() {}

    /** Completes what spark-submit was given. */
    static SparkConf complete(SparkConf given) {
        SparkConf conf = given.clone();
        DEFAULTS.forEach(conf::setIfMissing);
        if (conf.get("spark.master", "").startsWith("local")) {
            LOCAL_DEFAULTS.forEach(conf::setIfMissing);
        }
        REQUIRED.forEach(conf::set);
        return conf;
    }

    /** @throws JobFailure when Spark does not start */
    static SparkSession start(SparkConf conf) {
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception e) {
            throw JobFailure.of("start Spark", e, "run the jar with spark-submit and check --master");
        }
    }
}
