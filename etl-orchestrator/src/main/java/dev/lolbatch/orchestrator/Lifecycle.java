package dev.lolbatch.orchestrator;

import dev.lolbatch.cql.SchemaException;
import dev.lolbatch.orchestrator.cassandra.Cassandra;
import dev.lolbatch.orchestrator.config.EtlConfig;
import dev.lolbatch.orchestrator.logs.KeptLogs;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.schedule.ScheduleLoop;
import dev.lolbatch.orchestrator.spark.SparkSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the orchestrator behind its open port: schema, then what an earlier one has left, then requests. Until that is done
 * calls are answered with 503 and the probes say what is being waited for; Cassandra may come up later than this process.
 */
@Singleton
public final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cassandra cassandra;
    private final RunService runs;
    private final KeptLogs logs;
    private final SparkSettings spark;
    private final ScheduleLoop schedule;
    private final EtlConfig etl;
    private final Thread starter = new Thread(this::start, "start");
    private volatile Optional<String> waitsFor = Optional.of("the start has not begun");

    Lifecycle(
            Cassandra cassandra,
            RunService runs,
            KeptLogs logs,
            SparkSettings spark,
            ScheduleLoop schedule,
            EtlConfig etl) {
        this.cassandra = cassandra;
        this.runs = runs;
        this.logs = logs;
        this.spark = spark;
        this.schedule = schedule;
        this.etl = etl;
    }

    /** Why no requests are accepted yet; empty once they are. */
    public Optional<String> waitsFor() {
        return waitsFor;
    }

    void onStart(@Observes StartupEvent event) {
        spark.fault().ifPresent(fault -> {
            throw new IllegalStateException(fault);
        });
        spark.cautions().forEach(caution -> LOG.warn("Jobs may not find everything: reason={}", caution));
        logs.start();
        starter.start();
        schedule.start(etl.schedule().checkInterval());
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        starter.interrupt();
        starter.join();
        runs.stop();
        logs.close();
    }

    private void start() {
        try {
            while (!tryStart()) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.info("Stopped before the start was done: waited_for={}", waitsFor.orElse(""));
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryStart() throws InterruptedException {
        try {
            cassandra.migrate();
            runs.start();
            waitsFor = Optional.empty();
            LOG.info("Orchestrator accepts runs: waiting={}", runs.waitingRuns());
            return true;
        } catch (OrchestratorException | SchemaException e) {
            waitFor(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot start because of a fault, trying again", e);
            waitFor("a fault of the orchestrator; its log says more");
        }
        return false;
    }

    private void waitFor(String reason) {
        if (!waitsFor.equals(Optional.of(reason))) {
            LOG.warn("Cannot start yet, trying again: reason={}", reason);
        }
        waitsFor = Optional.of(reason);
    }
}
