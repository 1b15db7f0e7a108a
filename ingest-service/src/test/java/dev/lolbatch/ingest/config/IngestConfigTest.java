package dev.lolbatch.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins every key and default: people's deployments rely on them. */
class IngestConfigTest {
    @Test
    void defaultsFollowTheGuide() {
        IngestConfig config = ingest(Map.of());

        assertThat(config.topic()).isEqualTo("lol_matches");
        assertThat(config.dlqTopic()).isEqualTo("lol_matches_dlq");
        assertThat(config.groupId()).isEqualTo("batch_consumer_group");
        assertThat(config.adoptGroupOffsets()).isFalse();
        assertThat(config.batch().maxMatches()).isEqualTo(50);
        assertThat(config.batch().maxBytes()).isEqualTo(128L << 20);
        assertThat(config.maxMessageBytes()).isEqualTo(10 << 20);
        assertThat(config.readerThreads()).isEqualTo(2);
        assertThat(config.maxBatches()).isEmpty();
        assertThat(config.revokeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stuckAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.batch().maxRejectedBytes()).isEqualTo(16L << 20);
        assertThat(config.batch().maxAge()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.retry().attempts()).isEqualTo(3);
        assertThat(config.retry().backoff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retry().maxBackoff()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.retry().patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.watermark().idleInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.maintenance().interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.maintenance().snapshotRetention()).isEqualTo(Duration.ofHours(6));
        assertThat(config.maintenance().minSnapshots()).isEqualTo(10);
        assertThat(config.maintenance().maxSnapshots()).isEqualTo(500);
        assertThat(config.maintenance().orphanAge()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void everyKeyCanBeSet() {
        IngestConfig config = ingest(Map.ofEntries(
                Map.entry("ingest.topic", "t"),
                Map.entry("ingest.dlq-topic", "d"),
                Map.entry("ingest.group-id", "g"),
                Map.entry("ingest.adopt-group-offsets", "true"),
                Map.entry("ingest.max-message-bytes", "8"),
                Map.entry("ingest.reader-threads", "9"),
                Map.entry("ingest.max-batches", "10"),
                Map.entry("ingest.revoke-timeout", "11S"),
                Map.entry("ingest.stuck-after", "12M"),
                Map.entry("ingest.batch.max-rejected-bytes", "13"),
                Map.entry("ingest.batch.max-matches", "5000"),
                Map.entry("ingest.batch.max-bytes", "7"),
                Map.entry("ingest.batch.max-age", "5S"),
                Map.entry("ingest.retry.attempts", "4"),
                Map.entry("ingest.retry.backoff", "1S"),
                Map.entry("ingest.retry.max-backoff", "2S"),
                Map.entry("ingest.retry.patience", "19S"),
                Map.entry("ingest.maintenance.interval", "14M"),
                Map.entry("ingest.maintenance.snapshot-retention", "15H"),
                Map.entry("ingest.maintenance.min-snapshots", "16"),
                Map.entry("ingest.maintenance.max-snapshots", "17"),
                Map.entry("ingest.maintenance.orphan-age", "18D"),
                Map.entry("ingest.watermark.idle-interval", "20M"),
                Map.entry("ingest.shutdown-timeout", "3S")));

        assertThat(config.topic()).isEqualTo("t");
        assertThat(config.dlqTopic()).isEqualTo("d");
        assertThat(config.groupId()).isEqualTo("g");
        assertThat(config.adoptGroupOffsets()).isTrue();
        assertThat(config.batch().maxMatches()).isEqualTo(5000);
        assertThat(config.batch().maxBytes()).isEqualTo(7);
        assertThat(config.maxMessageBytes()).isEqualTo(8);
        assertThat(config.readerThreads()).isEqualTo(9);
        assertThat(config.maxBatches()).hasValue(10);
        assertThat(config.revokeTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.stuckAfter()).isEqualTo(Duration.ofMinutes(12));
        assertThat(config.batch().maxRejectedBytes()).isEqualTo(13);
        assertThat(config.batch().maxAge()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.retry().attempts()).isEqualTo(4);
        assertThat(config.retry().backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retry().maxBackoff()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.retry().patience()).isEqualTo(Duration.ofSeconds(19));
        assertThat(config.maintenance().interval()).isEqualTo(Duration.ofMinutes(14));
        assertThat(config.maintenance().snapshotRetention()).isEqualTo(Duration.ofHours(15));
        assertThat(config.maintenance().minSnapshots()).isEqualTo(16);
        assertThat(config.maintenance().maxSnapshots()).isEqualTo(17);
        assertThat(config.maintenance().orphanAge()).isEqualTo(Duration.ofDays(18));
        assertThat(config.watermark().idleInterval()).isEqualTo(Duration.ofMinutes(20));
        assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theLakeIsTheLocalOneUnlessSaidOtherwise() {
        LakeConfig config = new SmallRyeConfigBuilder()
                .withMapping(LakeConfig.class)
                .build()
                .getConfigMapping(LakeConfig.class);

        assertThat(config.catalogImpl()).isEqualTo("org.apache.iceberg.jdbc.JdbcCatalog");
        assertThat(config.catalogUri()).isEqualTo("jdbc:sqlite:.lolbatch/data/catalog/lake.db?busy_timeout=20000");
        assertThat(config.location()).isEqualTo("hdfs://127.0.0.1:9000/data/lol_matches");
        assertThat(config.catalogProperties()).isEmpty();
        assertThat(config.hadoop()).isEmpty();
    }

    private static IngestConfig ingest(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValues(values)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
