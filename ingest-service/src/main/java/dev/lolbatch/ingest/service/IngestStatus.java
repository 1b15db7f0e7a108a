package dev.lolbatch.ingest.service;

import dev.lolbatch.ingest.batch.Batch;
import dev.lolbatch.ingest.batch.BatchEvents;
import dev.lolbatch.ingest.batch.MatchLake;
import dev.lolbatch.ingest.kafka.IngestStoppedException;
import dev.lolbatch.ingest.kafka.PlacementEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is going on, for probes and metrics. Thread-safe. */
@ApplicationScoped
public class IngestStatus implements BatchEvents, PlacementEvents {
    private static final Logger LOG = Logger.getLogger(IngestStatus.class);

    private final MeterRegistry meters;
    private volatile Stall stall;
    private volatile int unplacedPartitions;
    private volatile String stopReason;

    /** A step that has failed a number of times in a row. */
    record Stall(String step, int attempts, String reason) {}

    IngestStatus(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("ingest.partitions.unplaced", this, status -> status.unplacedPartitions);
    }

    Optional<Stall> stall() {
        return Optional.ofNullable(stall);
    }

    int unplacedPartitions() {
        return unplacedPartitions;
    }

    Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    @Override
    public void unplaced(int partitions) {
        unplacedPartitions = partitions;
    }

    /** Ends the service with exit code 1. */
    @Override
    public void stopped(IngestStoppedException reason) {
        stopReason = reason.getMessage();
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
    public void fenced() {
        meters.counter("ingest.fenced").increment();
    }

    @Override
    public void stalled(String step, int attempts, Exception cause) {
        meters.counter("ingest.retries").increment();
        stall = new Stall(step, attempts, cause.toString());
    }

    @Override
    public void recovered() {
        stall = null;
    }

    /** Ends the service with exit code 0. */
    @Override
    public void finished(long batches) {
        LOG.infof("Committed the batches that were asked for batches=%d", batches);
        Quarkus.asyncExit(0);
    }
}
