package dev.lolbatch.ingest.match;

/** A record that cannot be a match; what it says goes to the dead letter topic with the record. */
public final class MatchRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    public MatchRejectedException(RejectReason reason, String message) {
        // Rejects are data, not faults: nobody reads their stack traces, and a flood of them must stay cheap.
        super(message, null, false, false);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}
