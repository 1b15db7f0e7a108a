package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.Assignments;
import dev.lolbatch.ingest.batch.BatchLimits;
import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.batch.DeadLetters;
import dev.lolbatch.ingest.batch.GroupOffsets;
import dev.lolbatch.ingest.batch.IdleWatermarks;
import dev.lolbatch.ingest.batch.RecordReader;
import dev.lolbatch.ingest.batch.RetryPolicy;
import dev.lolbatch.ingest.config.IngestConfig;
import dev.lolbatch.ingest.config.LakeConfig;
import dev.lolbatch.ingest.dlq.DeadLetterQueue;
import dev.lolbatch.ingest.kafka.KafkaTopic;
import dev.lolbatch.ingest.kafka.LakePlacement;
import dev.lolbatch.ingest.kafka.ReplayClients;
import dev.lolbatch.ingest.lake.Compaction;
import dev.lolbatch.ingest.lake.IcebergLakeUpkeep;
import dev.lolbatch.ingest.lake.IcebergMatchLake;
import dev.lolbatch.ingest.lake.LakeMaintenance;
import dev.lolbatch.ingest.lake.MaintenanceSettings;
import dev.lolbatch.ingest.match.JsonMatchReader;
import dev.lolbatch.ingest.upkeep.LakeUpkeep;
import dev.lolbatch.lake.Lake;
import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the service together: which adapter stands behind which port is said here and nowhere else. */
final class IngestWiring {
    private static final long COMPACTED_FILE_BYTES = 128L << 20;

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Lake lake(LakeConfig config) {
        return Lake.open(config.toSettings());
    }

    void close(@Disposes Lake lake) {
        lake.close();
    }

    @Produces
    @Singleton
    Assignments assignments() {
        return new Assignments();
    }

    @Produces
    @Singleton
    KafkaTopic topic(IngestConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfiguration) {
        return new KafkaTopic(config.topic(), clientConfiguration);
    }

    @Produces
    @Singleton
    DeadLetterQueue deadLetterQueue(
            IngestConfig config, @Identifier("default-kafka-broker") Map<String, Object> clientConfiguration) {
        return new ReplayClients(config.dlqTopic(), clientConfiguration).queue();
    }

    @Produces
    @Singleton
    LakeMaintenance maintenance(IngestConfig config, Lake lake, IngestStatus status, Clock clock) {
        IngestConfig.MaintenanceConfig kept = config.maintenance();
        MaintenanceSettings settings = new MaintenanceSettings(
                kept.snapshotRetention(), kept.minSnapshots(), kept.maxSnapshots(), kept.orphanAge());
        return new LakeMaintenance(lake, settings, status, clock);
    }

    @Produces
    @Singleton
    LakeUpkeep upkeep(
            @ConfigProperty(name = "quarkus.application.version") String version,
            Lake lake,
            LakeMaintenance maintenance,
            Clock clock) {
        Compaction compaction = new Compaction(lake, COMPACTED_FILE_BYTES, writer(version), clock, new SecureRandom());
        return new IcebergLakeUpkeep(lake, maintenance, compaction);
    }

    private static String writer(String version) {
        return "lolbatch " + version;
    }

    /** Nobody injects it: Kafka makes who uses it. */
    @Produces
    @Singleton
    @Unremovable
    RecordReader recordReader(IngestConfig config) {
        return new RecordReader(new JsonMatchReader(config.maxMessageBytes()), config.readerThreads());
    }

    void close(@Disposes RecordReader reader) {
        reader.close();
    }

    @Produces
    @Singleton
    BatchLoop loop(
            IngestConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version,
            Lake lake,
            KafkaTopic topic,
            DeadLetters deadLetters,
            GroupOffsets groupOffsets,
            LakePlacement placement,
            Assignments assignments,
            IngestStatus status,
            Clock clock) {
        return new BatchLoop(
                new IcebergMatchLake(lake, config.topic(), topic, writer(version), clock),
                deadLetters,
                groupOffsets,
                placement,
                assignments,
                status,
                new BatchLimits(
                        config.batch().maxMatches(),
                        config.batch().maxBytes(),
                        config.batch().maxRejectedBytes(),
                        config.batch().maxAge()),
                new IdleWatermarks(config.watermark().idleInterval()),
                new RetryPolicy(
                        config.retry().attempts(),
                        config.retry().backoff(),
                        config.retry().maxBackoff()),
                config.maxBatches(),
                clock,
                // Two writers that start at one moment must not draw the same batch ids.
                new SecureRandom());
    }
}
