package dev.lolbatch.orchestrator.run;

/** Who asked for a run. */
public enum Origin {
    /** Somebody, by the API. */
    REQUEST,
    /** A schedule. */
    SCHEDULE
}
