package dev.lolbatch.generator;

/** A message was not acknowledged by the broker; those after it may or may not be on the topic. */
public final class SendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SendException(String message, Throwable cause) {
        super(message, cause);
    }
}
