package dev.lolbatch.orchestrator.history;

import java.util.List;

/**
 * Writes participants in some format, piece by piece: the pieces one after the other are the whole, and only the current one is in
 * memory. For one answer, and one thread at a time.
 */
public interface RowEncoder {
    /** Some rows, or what is ready of those so far. The first call begins the file. */
    byte[] rows(List<Participant> participants);

    /** What comes last; without rows, a whole file that has none. */
    byte[] end();
}
