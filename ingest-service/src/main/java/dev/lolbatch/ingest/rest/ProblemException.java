package dev.lolbatch.ingest.rest;

/** A foreseen error; the message says what, why, and what to do. */
public abstract class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected ProblemException(String message, Throwable cause) {
        super(message, cause);
    }

    public abstract ProblemCode code();
}
