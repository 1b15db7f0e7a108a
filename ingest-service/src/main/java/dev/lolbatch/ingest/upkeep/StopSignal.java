package dev.lolbatch.ingest.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whether the process was told to end. Quarkus says so only when the calls in flight are over, or half a minute later; a
 * compaction is one of those calls, and must hear of it at once.
 */
@ApplicationScoped
public class StopSignal {
    private volatile boolean given;

    void listen(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::give, "stop-signal"));
    }

    /** For when the service ends by itself, which no hook tells in time. */
    void stop(@Observes ShutdownEvent event) {
        give();
    }

    void give() {
        given = true;
    }

    boolean isGiven() {
        return given;
    }
}
