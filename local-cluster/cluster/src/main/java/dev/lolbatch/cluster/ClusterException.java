package dev.lolbatch.cluster;

/** A process could not be started, or did not come up; the message says which, why, and where to look. */
public final class ClusterException extends RuntimeException {
    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
