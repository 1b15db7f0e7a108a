package dev.lolbatch.ingest.dlq;

import dev.lolbatch.ingest.rest.ProblemCode;
import dev.lolbatch.ingest.rest.ProblemException;

/** The dead letter topic could not be listed or replayed; the message says what, why, and what to do. */
public final class DlqException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** What clients decide by; names and statuses never change. */
    public enum Code implements ProblemCode {
        INVALID_PARAMETER(400, "Invalid parameter"),
        NOT_AUTHORIZED(403, "Kafka refuses"),
        TOPIC_NOT_FOUND(404, "No such topic"),
        SUPERSEDED(409, "Superseded by another replay"),
        REPLAY_FAILED(500, "Replay failed"),
        KAFKA_UNREACHABLE(503, "Kafka cannot be reached");

        private final int status;
        private final String title;

        Code(int status, String title) {
            this.status = status;
            this.title = title;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String title() {
            return title;
        }
    }

    public DlqException(Code code, String message) {
        super(code, message, null);
    }

    public DlqException(Code code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
