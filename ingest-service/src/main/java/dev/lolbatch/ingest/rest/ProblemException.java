package dev.lolbatch.ingest.rest;

/** A foreseen error; the message says what, why, and what to do. */
public abstract class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    /** @param cause may be null */
    protected ProblemException(ProblemCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public final ProblemCode code() {
        return code;
    }
}
