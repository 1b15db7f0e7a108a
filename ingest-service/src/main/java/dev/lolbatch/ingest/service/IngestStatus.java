package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.Batch;
import dev.lolbatch.ingest.batch.BatchEvents;
import dev.lolbatch.ingest.batch.FailureReason;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.kafka.IngestStoppedException;
import dev.lolbatch.ingest.kafka.PlacementEvents;
import dev.lolbatch.ingest.lake.MaintenanceEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What is going on, for probes and metrics. Thread-safe. */
@ApplicationScoped
public class IngestStatus implements BatchEvents, PlacementEvents, MaintenanceEvents {
    private static final Logger LOG = Logger.getLogger(IngestStatus.class);

    private final MeterRegistry meters;
    private volatile int unplacedPartitions;
    private volatile Optional<String> unplacedReason = Optional.empty();
    private volatile Optional<String> stopReason = Optional.empty();

    IngestStatus(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("ingest.partitions.unplaced", this, status -> status.unplacedPartitions);
        // There from the start: a monitor that waits for a run must tell none from no such metric.
        Stream.of("runs", "snapshots.expired", "orphans.removed", "orphans.bytes")
                .forEach(name -> meters.counter("ingest.maintenance." + name));
    }

    int unplacedPartitions() {
        return unplacedPartitions;
    }

    /** Why the last attempt to place partitions failed; empty while all are placed. */
    Optional<String> unplacedReason() {
        return unplacedReason;
    }

    Optional<String> stopReason() {
        return stopReason;
    }

    @Override
    public void unplaced(int partitions) {
        unplacedPartitions = partitions;
        if (partitions == 0) {
            unplacedReason = Optional.empty();
        }
    }

    @Override
    public void unplaceable(Exception cause) {
        unplacedReason = Optional.of(FailureReason.of(cause));
    }

    /** Ends the service with exit code 1. */
    @Override
    public void stopped(IngestStoppedException reason) {
        stopReason = Optional.of(reason.getMessage());
        LOG.fatal(reason.getMessage());
        Quarkus.asyncExit(1);
    }

    @Override
    public void committed(Batch batch, MatchLake.WrittenBatch written, Duration latency) {
        meters.counter("ingest.batches").increment();
        meters.counter("ingest.matches").increment(batch.matchCount());
        meters.counter("ingest.rows").increment(batch.rowCount());
        meters.counter("ingest.files").increment(written.files());
        meters.counter("ingest.bytes").increment((double) written.bytes());
        meters.timer("ingest.commit").record(latency);
        written.fileSizes().forEach(size -> meters.summary("ingest.file.size").record(size));
        batch.rejects().forEach(reject -> meters.counter(
                        "ingest.rejects", "reason", reject.reason().name())
                .increment());
    }

    @Override
    public void watermarksCommitted() {
        meters.counter("ingest.watermark.commits").increment();
    }

    @Override
    public void fenced() {
        meters.counter("ingest.fenced").increment();
    }

    @Override
    public void failed() {
        meters.counter("ingest.retries").increment();
    }

    @Override
    public void expired(int snapshots) {
        meters.counter("ingest.maintenance.snapshots.expired").increment(snapshots);
    }

    @Override
    public void removed(long files, long bytes) {
        meters.counter("ingest.maintenance.orphans.removed").increment((double) files);
        meters.counter("ingest.maintenance.orphans.bytes").increment((double) bytes);
    }

    @Override
    public void maintained() {
        meters.counter("ingest.maintenance.runs").increment();
    }

    /** Ends the service with exit code 0. */
    @Override
    public void finished(long batches) {
        LOG.infof("Committed the batches that were asked for batches=%d", batches);
        Quarkus.asyncExit(0);
    }
}
