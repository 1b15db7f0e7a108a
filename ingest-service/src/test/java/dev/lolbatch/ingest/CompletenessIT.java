package dev.lolbatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.lake.LakeWatermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether a date is complete, as the built service tells it of partitions that nobody writes to. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class CompletenessIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private IngestScenario scenario;

    @BeforeEach
    void createTopicAndLake(LocalCluster cluster, TestInfo test) throws Exception {
        scenario = IngestScenario.create(cluster, test, folder);
    }

    @Test
    void yesterdayIsCompleteThoughNobodyWritesAndTomorrowIsNot() throws Exception {
        // Given
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        // When
        IngestProcess ingest = scenario.start("complete", Map.of("ingest.watermark.idle-interval", "1S"))
                .awaitReady();
        // Then
        await().atMost(LIMIT).until(() -> scenario.watermarks().isComplete(yesterday, Duration.ZERO));
        LakeWatermarks watermarks = scenario.watermarks();
        assertThat(watermarks.partitions()).hasValue(3);
        assertThat(watermarks.known()).hasSize(3);
        assertThat(watermarks.isComplete(yesterday.plusDays(2), Duration.ZERO)).isFalse();
        assertThat(scenario.offsetsInLake()).isZero();
        await().atMost(LIMIT).until(() -> ingest.metric("ingest_watermark_commits_total") > 0);
        assertThat(ingest.metric("ingest_batches_total")).isZero();
        // When
        scenario.send(GeneratorSettings.onDates(1, 10, yesterday, yesterday));
        await().atMost(LIMIT).until(scenario::isAllInLake);
        // Then
        assertThat(scenario.watermarks().known()).allSatisfy((partition, watermark) -> assertThat(watermark)
                .isAfterOrEqualTo(watermarks.of(partition).orElseThrow()));
        ingest.process().terminate(GRACE);
        assertThat(scenario.verdict().isPerfect())
                .as(scenario.verdict().toString())
                .isTrue();
    }
}
