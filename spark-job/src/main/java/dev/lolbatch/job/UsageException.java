package dev.lolbatch.job;

/** The command line cannot be read; the message says which part and what is expected. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
