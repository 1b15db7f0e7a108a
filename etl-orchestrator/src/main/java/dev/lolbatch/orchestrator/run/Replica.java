package dev.lolbatch.orchestrator.run;

import java.time.Instant;

/**
 * One orchestrator process among those that share the runs. A process that is started anew is another replica: it takes up what
 * the one before has left, as any other would.
 *
 * @param process the orchestrator's own
 */
public record Replica(Child process) {
    private static final String SEPARATOR = "/";

    /** The replica with this {@link #id()}. */
    public static Replica of(String id) {
        String[] parts = id.split(SEPARATOR, 3);
        return new Replica(
                new Child(parts[0], Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
    }

    /** Unlike that of any other process, ever. */
    public String id() {
        return process.host()
                + SEPARATOR
                + process.pid()
                + SEPARATOR
                + process.startedAt().toEpochMilli();
    }

    public String host() {
        return process.host();
    }
}
