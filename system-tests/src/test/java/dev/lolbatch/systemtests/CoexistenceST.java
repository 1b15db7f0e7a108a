package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.generator.Rate;
import dev.lolbatch.systemtests.LolbatchCommand.Ended;
import dev.lolbatch.systemtests.Pipeline.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The batch layer shares its topic with the speed layer, and that must not notice: another consumer group reads the topic while
 * matches keep coming, ingest-service starts, stops, is killed and comes back, and backups are taken.
 */
@ExtendWith(LocalClusterExtension.class)
class CoexistenceST {
    private static final LocalDate DATE = LocalDate.parse("2026-01-13");
    private static final double MESSAGES_PER_SECOND = 20;
    /** More than are sent until it is enough. */
    private static final int MATCHES = 20_000;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void anotherConsumerGroupOfTheTopicIsUntouchedWhateverBecomesOfTheBatchLayer(LocalCluster cluster)
            throws Exception {
        // Given
        PipelineNames names = PipelineNames.of("shared");
        names.createTopics(cluster);
        SentRecords sent = new SentRecords(cluster.kafkaBootstrap(), names.topic());
        ExecutorService load = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try (SpeedLayer speedLayer = SpeedLayer.start(cluster.kafkaBootstrap(), names.topic())) {
            SpeedLayer.Membership before = speedLayer.membership();
            Future<?> sending = load.submit(() -> send(sent, enough));
            await().atMost(LIMIT).until(() -> speedLayer.count() > 0);

            // When
            try (Pipeline pipeline = Pipeline.start(cluster, names, Map.of());
                    LakeReader lake = new LakeReader(pipeline.catalogUri(), pipeline.lakeLocation(), names.topic())) {
                awaitFurther(lake, speedLayer);
                pipeline.process(Service.INGEST).close();
                pipeline.restart(Service.INGEST);
                awaitFurther(lake, speedLayer);
                pipeline.process(Service.INGEST).kill();
                pipeline.restart(Service.INGEST);
                awaitFurther(lake, speedLayer);
                Ended backup = LolbatchCommand.in(folder, Map.of())
                        .run(
                                "backup",
                                "--config",
                                pipeline.clientConfiguration().toString(),
                                "--to",
                                folder.toString());
                assertThat(backup.exitCode()).as(backup.output()).isZero();
                awaitFurther(lake, speedLayer);
                enough.set(true);
                sending.get();
                await().atMost(LIMIT).until(() -> lake.offsets().equals(sent.endOffsets()));
            }

            // Then
            await().atMost(LIMIT).until(() -> speedLayer.next().equals(sent.endOffsets()));
            assertThat(speedLayer.received()).isEqualTo(sent.values());
            assertThat(speedLayer.outOfOrder()).isEmpty();
            await().atMost(LIMIT).until(() -> speedLayer.committed().equals(sent.endOffsets()));
            assertThat(speedLayer.membership()).isEqualTo(before);
            assertThat(speedLayer.rebalances()).isEqualTo(1);
        } finally {
            enough.set(true);
            load.shutdownNow();
        }
    }

    private static Void send(SentRecords sent, AtomicBoolean enough) throws InterruptedException {
        GeneratorSettings many =
                GeneratorSettings.onDates(20260113, MATCHES, DATE, DATE).withMalformedShare(0.1);
        sent.send(
                new MatchGenerator(many).messages().takeWhile(message -> !enough.get()),
                Rate.perSecond(MESSAGES_PER_SECOND));
        return null;
    }

    /** Both layers take records that were not there when it began. */
    private static void awaitFurther(LakeReader lake, SpeedLayer speedLayer) {
        long inLake = total(lake.offsets());
        long received = speedLayer.count();
        await().atMost(LIMIT).until(() -> total(lake.offsets()) > inLake && speedLayer.count() > received);
    }

    private static long total(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
