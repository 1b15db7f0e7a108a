package dev.lolbatch.orchestrator;

import java.time.Duration;
import org.awaitility.Awaitility;

/** A service that has started: its schema is there. */
public final class Started {
    /** On a busy machine each of the schema's files takes a second. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Started() {}

    public static void await(Lifecycle lifecycle) {
        Awaitility.await().atMost(LIMIT).until(() -> lifecycle.waitsFor().isEmpty());
    }
}
