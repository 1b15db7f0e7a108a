package dev.lolbatch.ingest.upkeep;

import dev.lolbatch.ingest.rest.ProblemCode;
import dev.lolbatch.ingest.rest.ProblemException;

/** The lake's table could not be asked or changed; the message says what, why, and what to do. */
public final class UpkeepException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** What clients decide by; names and statuses never change. */
    public enum Code implements ProblemCode {
        INVALID_PARAMETER(400, "Invalid parameter"),
        LAKE_NOT_FOUND(404, "No lake"),
        COMPACTION_RUNNING(409, "A compaction is running"),
        LAKE_FAILED(500, "The lake failed"),
        LAKE_UNREACHABLE(503, "The lake cannot be reached"),
        STOPPING(503, "The service stops");

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

    public UpkeepException(Code code, String message) {
        super(code, message, null);
    }

    public UpkeepException(Code code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
