package dev.lolbatch.job;

/** A view is not the sum of what it should be the sum of; the message says where. */
final class ViewsDisagreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewsDisagreeException(String message) {
        super(message);
    }
}
