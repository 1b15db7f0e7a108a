package dev.lolbatch.orchestrator.events;

import java.util.Objects;

/** What a listener is sent. */
public sealed interface Signal {
    /** An event of the log: after it a listener that went away can go on. */
    record Logged(LoggedEvent event) implements Signal {
        public Logged {
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * Something of the moment, which is not kept: who is not there, or is slow, misses it.
     *
     * @param name what it is, such as progress
     * @param data what clients are shown of it
     */
    record Transient(String name, Object data) implements Signal {
        public Transient {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(data, "data");
        }
    }

    /** The connection lives; proxies cut one on which nothing is sent. */
    record Heartbeat() implements Signal {}
}
