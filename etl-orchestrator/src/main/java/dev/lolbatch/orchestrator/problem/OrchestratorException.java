package dev.lolbatch.orchestrator.problem;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A call that cannot be answered as asked. The message is for the caller: it holds no secrets and no internals. */
public final class OrchestratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Optional<String> activeRun;
    private final transient Optional<Duration> retryAfter;
    private final transient List<String> nearest;

    private OrchestratorException(
            ErrorCode code,
            String message,
            Throwable cause,
            Optional<String> activeRun,
            Optional<Duration> retryAfter,
            List<String> nearest) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.activeRun = activeRun;
        this.retryAfter = retryAfter;
        this.nearest = List.copyOf(nearest);
    }

    public OrchestratorException(ErrorCode code, String message) {
        this(code, message, null, Optional.empty(), Optional.empty(), List.of());
    }

    public OrchestratorException(ErrorCode code, String message, Throwable cause) {
        this(code, message, cause, Optional.empty(), Optional.empty(), List.of());
    }

    /** Trying again after a while may help. */
    public static OrchestratorException temporary(
            ErrorCode code, Duration retryAfter, String message, Throwable cause) {
        return new OrchestratorException(code, message, cause, Optional.empty(), Optional.of(retryAfter), List.of());
    }

    /** Another run stands in the way. */
    public static OrchestratorException runActive(String activeRun, String message) {
        return new OrchestratorException(
                ErrorCode.RUN_ACTIVE, message, null, Optional.of(activeRun), Optional.empty(), List.of());
    }

    /** There is none of this name, but these are near to it. */
    public static OrchestratorException unknown(ErrorCode code, List<String> nearest, String message) {
        return new OrchestratorException(code, message, null, Optional.empty(), Optional.empty(), nearest);
    }

    public ErrorCode code() {
        return code;
    }

    /** Id of the run that stands in the way. */
    public Optional<String> activeRun() {
        return activeRun;
    }

    /** Names that are near to the one that is unknown, the nearest first. */
    public List<String> nearest() {
        return nearest;
    }

    /** How long to wait before trying again; empty when trying again does not help. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
