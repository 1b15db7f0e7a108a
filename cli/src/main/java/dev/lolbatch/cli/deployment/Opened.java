package dev.lolbatch.cli.deployment;

import java.util.Optional;
import java.util.concurrent.Callable;

/** A client that is opened by the first who needs it, and closed when it was. A failure to open it is not kept. Thread-safe. */
public final class Opened<T extends AutoCloseable> {
    private final Callable<T> opening;
    private Optional<T> client = Optional.empty();

    public Opened(Callable<T> opening) {
        this.opening = opening;
    }

    public synchronized T client() throws Exception {
        if (client.isEmpty()) {
            client = Optional.of(opening.call());
        }
        return client.get();
    }

    /** Closes it if it was opened. */
    public synchronized void close() throws Exception {
        if (client.isPresent()) {
            client.get().close();
        }
    }
}
