package dev.lolbatch.ingest.batch;

import java.util.List;

/** Where rejected records go. */
public interface DeadLetters {
    /** Returns when every reject is acknowledged; throws when one is not. Repeating it may double rejects. */
    void send(List<Reject> rejects);
}
