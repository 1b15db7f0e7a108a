package dev.lolbatch.ingest.match.json;

/** A text that cannot be read as what was asked for. It is data, not a fault, and carries no stack trace: so it is cheap. */
public abstract sealed class JsonException extends Exception permits MalformedJsonException, UnexpectedTypeException {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message, null, false, false);
    }
}
