package dev.lolbatch.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.events.FeedSettings;
import dev.lolbatch.orchestrator.run.RetryPolicy;
import dev.lolbatch.orchestrator.run.RunSettings;
import dev.lolbatch.orchestrator.spark.DeployMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "etl.spark.home", "/opt/spark",
            "etl.spark.job-jar", "/opt/spark-job.jar",
            "lake.catalog-uri", "jdbc:sqlite:/lake.db",
            "lake.location", "hdfs://namenode:9000/data/lol_matches");

    @Test
    void theDefaultsAreThese() {
        // When
        EtlConfig etl = config(Map.of()).getConfigMapping(EtlConfig.class);
        LakeConfig lake = config(Map.of()).getConfigMapping(LakeConfig.class);

        // Then
        assertThat(etl.logDir()).isEqualTo(Path.of(".lolbatch/logs/runs"));
        assertThat(etl.logArchive()).isEmpty();
        assertThat(etl.logArchiveRetention()).isEqualTo(Duration.ofDays(365));
        assertThat(etl.lakeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(etl.runs().maxConcurrent()).isEqualTo(1);
        assertThat(etl.runs().queueCapacity()).isEqualTo(100);
        assertThat(etl.runs().pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(etl.runs().stopGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(etl.stats().maxStale()).isEqualTo(Duration.ofHours(1));
        assertThat(etl.schedule().daily()).isEmpty();
        assertThat(etl.schedule().hourly()).isEmpty();
        assertThat(etl.schedule().catchUpDays()).isEqualTo(7);
        assertThat(etl.schedule().requireComplete()).isFalse();
        assertThat(etl.schedule().checkInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(etl.completeGrace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(etl.runs().lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(etl.runs().jobSilence()).isEqualTo(Duration.ofMinutes(2));
        assertThat(etl.runs().maxAttempts()).isEqualTo(3);
        assertThat(etl.runs().retryBackoff()).isEqualTo(Duration.ofSeconds(30));
        assertThat(etl.events().pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(etl.spark().master()).isEqualTo("local[*]");
        assertThat(etl.spark().deployMode()).isEqualTo(DeployMode.CLIENT);
        assertThat(etl.spark().driverMemory()).isEqualTo("1g");
        assertThat(etl.spark().driverCores()).isEmpty();
        assertThat(etl.spark().executorMemory()).isEmpty();
        assertThat(etl.spark().executorCores()).isEmpty();
        assertThat(etl.spark().executors()).isEmpty();
        assertThat(etl.spark().propertiesFile()).isEmpty();
        assertThat(etl.spark().conf()).isEmpty();
        assertThat(etl.cassandra().keyspace()).isEqualTo("lol_data");
        assertThat(etl.cassandra().replication()).isEqualTo("SimpleStrategy:1");
        assertThat(etl.cassandra().username()).isEmpty();
        assertThat(etl.cassandra().password()).isEmpty();
        assertThat(lake.catalogImpl()).isEqualTo("org.apache.iceberg.jdbc.JdbcCatalog");
        assertThat(lake.catalogProperties()).isEmpty();
        assertThat(lake.hadoop()).isEmpty();
    }

    @Test
    void everyKeyCanBeSet() {
        // Given
        Map<String, String> values = new HashMap<>(Map.of(
                "etl.log-dir", "/logs",
                "etl.lake-timeout", "3S",
                "etl.runs.max-concurrent", "2",
                "etl.runs.queue-capacity", "5",
                "etl.runs.poll-interval", "100ms",
                "etl.runs.stop-grace", "1S",
                "etl.spark.master", "spark://m:7077",
                "etl.spark.driver-memory", "2g",
                "etl.cassandra.keyspace", "games",
                "etl.cassandra.replication", "NetworkTopologyStrategy:dc1=3"));
        values.put("etl.stats.max-stale", "10M");
        values.put("etl.schedule.daily", "30 0 * * *");
        values.put("etl.schedule.hourly", "5 * * * *");
        values.put("etl.schedule.catch-up-days", "30");
        values.put("etl.schedule.require-complete", "true");
        values.put("etl.schedule.check-interval", "5S");
        values.put("etl.complete-grace", "25M");
        values.put("etl.runs.lease", "40S");
        values.put("etl.runs.job-silence", "9M");
        values.put("etl.runs.max-attempts", "7");
        values.put("etl.runs.retry-backoff", "1M");
        values.put("etl.events.poll-interval", "50ms");
        values.put("etl.log-archive", "hdfs://namenode:9000/logs");
        values.put("etl.log-archive-retention", "30D");
        values.put("etl.spark.deploy-mode", "cluster");
        values.put("etl.spark.driver-cores", "2");
        values.put("etl.spark.executor-memory", "4g");
        values.put("etl.spark.executor-cores", "3");
        values.put("etl.spark.executors", "5");
        values.put("etl.spark.properties-file", "/etc/spark.conf");
        values.put("etl.spark.conf.\"spark.executor.memory\"", "3g");
        values.put("etl.spark.conf.spark.ui.enabled", "false");
        values.put("lake.catalog-impl", "org.apache.iceberg.rest.RESTCatalog");
        values.put("lake.catalog-properties.\"jdbc.user\"", "lake");
        values.put("lake.hadoop.\"dfs.replication\"", "3");
        values.put("quarkus.cassandra.auth.username", "lol");
        values.put("quarkus.cassandra.auth.password", "batch");

        // When
        EtlConfig etl = config(values).getConfigMapping(EtlConfig.class);
        LakeConfig lake = config(values).getConfigMapping(LakeConfig.class);

        // Then
        assertThat(etl.logDir()).isEqualTo(Path.of("/logs"));
        assertThat(etl.logArchive()).contains("hdfs://namenode:9000/logs");
        assertThat(etl.logArchiveRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(etl.lakeTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(etl.runs().maxConcurrent()).isEqualTo(2);
        assertThat(etl.runs().queueCapacity()).isEqualTo(5);
        assertThat(etl.runs().pollInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(etl.runs().stopGrace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(etl.schedule().daily()).contains("30 0 * * *");
        assertThat(etl.schedule().hourly()).contains("5 * * * *");
        assertThat(etl.schedule().catchUpDays()).isEqualTo(30);
        assertThat(etl.schedule().requireComplete()).isTrue();
        assertThat(etl.schedule().checkInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(etl.completeGrace()).isEqualTo(Duration.ofMinutes(25));
        assertThat(etl.runs().lease()).isEqualTo(Duration.ofSeconds(40));
        assertThat(etl.runs().jobSilence()).isEqualTo(Duration.ofMinutes(9));
        assertThat(etl.runs().maxAttempts()).isEqualTo(7);
        assertThat(etl.runs().retryBackoff()).isEqualTo(Duration.ofMinutes(1));
        assertThat(etl.events().pollInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(etl.spark().home()).isEqualTo(Path.of("/opt/spark"));
        assertThat(etl.spark().jobJar()).isEqualTo("/opt/spark-job.jar");
        assertThat(etl.spark().master()).isEqualTo("spark://m:7077");
        assertThat(etl.spark().deployMode()).isEqualTo(DeployMode.CLUSTER);
        assertThat(etl.spark().driverMemory()).isEqualTo("2g");
        assertThat(etl.spark().driverCores()).hasValue(2);
        assertThat(etl.spark().executorMemory()).contains("4g");
        assertThat(etl.spark().executorCores()).hasValue(3);
        assertThat(etl.spark().executors()).hasValue(5);
        assertThat(etl.spark().propertiesFile()).contains(Path.of("/etc/spark.conf"));
        assertThat(etl.spark().conf()).isEqualTo(Map.of("spark.executor.memory", "3g", "spark.ui.enabled", "false"));
        assertThat(etl.cassandra().keyspace()).isEqualTo("games");
        assertThat(etl.cassandra().replication()).isEqualTo("NetworkTopologyStrategy:dc1=3");
        assertThat(etl.cassandra().username()).contains("lol");
        assertThat(etl.cassandra().password()).contains("batch");
        assertThat(lake.catalogUri()).isEqualTo("jdbc:sqlite:/lake.db");
        assertThat(lake.location()).isEqualTo("hdfs://namenode:9000/data/lol_matches");
        assertThat(lake.catalogImpl()).isEqualTo("org.apache.iceberg.rest.RESTCatalog");
        assertThat(lake.catalogProperties()).isEqualTo(Map.of("jdbc.user", "lake"));
        assertThat(lake.hadoop()).isEqualTo(Map.of("dfs.replication", "3"));
    }

    @Test
    void theJobFindsTheSameLakeAndTheSameCassandra() {
        // Given
        EtlConfig etl = config(Map.of("etl.spark.conf.spark.sql.shuffle.partitions", "4"))
                .getConfigMapping(EtlConfig.class);
        LakeSettings lake = new LakeSettings(
                LakeSettings.JDBC_CATALOG,
                "jdbc:sqlite:/lake.db",
                "hdfs://namenode:9000/data/lol_matches",
                Map.of("jdbc.user", "lake"),
                Map.of("dfs.replication", "3"));

        // When
        Map<String, String> conf = new JobConf(etl, lake, List.of("c1:9043", "c2:9043"), "dc1").entries();

        // Then
        assertThat(conf)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog"),
                        Map.entry("spark.sql.catalog.lake.catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog"),
                        Map.entry("spark.sql.catalog.lake.uri", "jdbc:sqlite:/lake.db"),
                        Map.entry("spark.sql.catalog.lake.warehouse", "hdfs://namenode:9000/data"),
                        Map.entry("spark.sql.catalog.lake.jdbc.schema-version", "V1"),
                        Map.entry("spark.sql.catalog.lake.jdbc.user", "lake"),
                        Map.entry("spark.hadoop.dfs.replication", "3"),
                        Map.entry("spark.cassandra.connection.host", "c1,c2"),
                        Map.entry("spark.cassandra.connection.port", "9043"),
                        Map.entry("spark.cassandra.connection.localDC", "dc1"),
                        Map.entry("spark.lolbatch.complete.grace", "600s"),
                        Map.entry("spark.lolbatch.keyspace", "lol_data"),
                        Map.entry("spark.lolbatch.replication", "SimpleStrategy:1"),
                        Map.entry("spark.sql.shuffle.partitions", "4"))));
    }

    @Test
    void contactPointsOfSeveralPortsAreRefused() {
        // Given
        EtlConfig etl = config(Map.of()).getConfigMapping(EtlConfig.class);
        JobConf conf = new JobConf(
                etl, LakeSettings.jdbc("jdbc:sqlite:/lake.db", "file:/lake"), List.of("c1:9042", "c2:9043"), "dc1");

        // Then
        assertThatThrownBy(conf::entries)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use quarkus.cassandra.contact-points=[c1:9042, c2:9043]: the job can reach Cassandra at one"
                                + " port only, and these are at [9042, 9043]; name nodes of one port");
    }

    @Test
    void aLimitThatCannotWorkSaysWhatWouldHappen() {
        Duration second = Duration.ofSeconds(1);
        RetryPolicy once = new RetryPolicy(1, Duration.ZERO);
        assertThatThrownBy(() -> new RunSettings(0, 1, second, second, second, second, once))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.runs.max-concurrent=0: no run would ever start; set it to 1 or more");
        assertThatThrownBy(() -> new RunSettings(1, 1, Duration.ZERO, second, second, second, once))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.runs.poll-interval=PT0S: it is no time at all; set it to 100ms or more");
        assertThatThrownBy(() -> new RetryPolicy(0, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.runs.max-attempts=0: no job would ever start; set it to 1 for no further"
                        + " attempt, or more");
    }

    @Test
    void eventsThatWouldBeAskedForWithoutAPauseAreRefused() {
        assertThatThrownBy(() -> FeedSettings.every(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use etl.events.poll-interval=PT0S: the store would be asked without a pause;"
                        + " set it to 100ms or more");
    }

    @Test
    void theServersDefaultsAreThese() throws IOException {
        // Given
        Properties properties = new Properties();
        try (InputStream in = ConfigTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }

        // Then
        assertThat(properties)
                .containsEntry("quarkus.http.port", "8080")
                .containsEntry("quarkus.http.host", "127.0.0.1")
                .containsEntry("quarkus.http.idle-timeout", "2M")
                .containsEntry("quarkus.cassandra.request.timeout", "5S")
                .containsEntry("quarkus.cassandra.contact-points", "127.0.0.1:9042")
                .containsEntry("quarkus.cassandra.local-datacenter", "datacenter1")
                .containsEntry("quarkus.cassandra.init.eager-init", "true");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        all.putAll(values);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(EtlConfig.class)
                .withMapping(LakeConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withConverter(Path.class, 200, new io.quarkus.runtime.configuration.PathConverter())
                .build();
    }
}
