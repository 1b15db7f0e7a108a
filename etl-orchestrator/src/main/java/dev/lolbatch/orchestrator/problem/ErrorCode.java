package dev.lolbatch.orchestrator.problem;

/** What can go wrong for a caller. The codes are part of the API: clients decide by them, and they never change. */
public enum ErrorCode {
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter cannot be read"),
    BAD_REQUEST("bad-request", 400, "The request cannot be read"),
    CROSS_SITE("cross-site", 403, "The request comes from a page of another site"),
    NOT_FOUND("not-found", 404, "There is nothing at this path"),
    UNKNOWN_RUN("unknown-run", 404, "There is no such run"),
    NO_LOG("no-log", 404, "The run has no log"),
    UNKNOWN_CHAMPION("unknown-champion", 404, "There are no statistics of this champion"),
    UNKNOWN_POSITION("unknown-position", 404, "There are no statistics of this position"),
    UNKNOWN_MATCH("unknown-match", 404, "There is no such match"),
    NOT_PUBLISHED("not-published", 404, "Nothing is published of this date"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer does not come in the form that was asked for"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The request's body is of a form that is not taken"),
    RUN_ACTIVE("run-active", 409, "A run for this date is active"),
    NO_MATCHES("no-matches", 422, "The lake holds no matches of this date"),
    KEY_REUSED("key-reused", 422, "The Idempotency-Key stands for another request"),
    QUEUE_FULL("queue-full", 429, "The queue of runs is full"),
    INTERNAL_ERROR("internal-error", 500, "Something is wrong here"),
    STARTING("starting", 503, "The orchestrator is starting or stopping"),
    STORE_UNAVAILABLE("store-unavailable", 503, "Cassandra cannot be reached"),
    LAKE_UNAVAILABLE("lake-unavailable", 503, "The lake cannot be reached");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** Stable identifier, in lower case with dashes. */
    public String code() {
        return code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The same words for every problem of this code. */
    public String title() {
        return title;
    }
}
