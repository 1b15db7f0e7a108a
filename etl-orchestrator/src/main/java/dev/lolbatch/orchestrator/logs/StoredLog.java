package dev.lolbatch.orchestrator.logs;

import java.io.InputStream;

/**
 * A log that is there, wherever it lies. Every method but {@link #size} blocks; what cannot be read fails with an unchecked
 * exception, of the archive with {@code OrchestratorException} and {@code LAKE_UNAVAILABLE}.
 */
public interface StoredLog {
    /** Bytes, when it was found; a log of a run that goes on grows. */
    long size();

    /** The last {@code lines} lines, at most 4 MiB of them, each ended by a line feed. */
    String tail(int lines);

    /** The last {@code bytes} bytes, at most 4 MiB, without the pieces of a character that was cut. */
    String tailBytes(int bytes);

    /**
     * What follows its first {@code offset} bytes, nothing where there are no more; to be closed. Reading may fail as the other
     * methods do.
     */
    InputStream open(long offset);
}
