package dev.lolbatch.ingest.kafka;

/** Going on would lose or double records; only a person can say what is right. Never retried. */
public final class IngestStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IngestStoppedException(String message) {
        super(message);
    }
}
