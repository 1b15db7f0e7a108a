package dev.lolbatch.cluster;

import java.io.IOException;

/** Asks a process whether it can do its work now; made to be asked again. */
@FunctionalInterface
public interface ReadyCheck {
    /**
     * Whether the process can do its work now.
     *
     * @throws IOException when it does not answer; the same as {@code false}, and named when time runs out
     */
    boolean passes() throws IOException;
}
