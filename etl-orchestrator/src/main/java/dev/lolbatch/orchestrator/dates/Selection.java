package dev.lolbatch.orchestrator.dates;

/** Which dates of a range to run. */
public enum Selection {
    /** Every date that the lake has. */
    ALL,
    /** Those of which nothing is published. */
    MISSING,
    /** Those too of which rows have come since. */
    STALE;

    /** Whether a date in this state is one of them. */
    public boolean includes(DateStatus.State state) {
        return switch (this) {
            case ALL -> true;
            case MISSING -> state == DateStatus.State.MISSING;
            case STALE -> state != DateStatus.State.FRESH;
        };
    }
}
