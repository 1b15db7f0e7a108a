package dev.lolbatch.job;

import java.util.stream.Collectors;

/** The job cannot go on; the message is one sentence for people: what, why, and what to do. */
final class JobFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 400;

    private final boolean isTemporary;

    private JobFailure(String message, Throwable cause, boolean isTemporary) {
        super(message, cause);
        this.isTemporary = isTemporary;
    }

    /** Whether the same run may succeed later, with nothing mended in the lake or in the job. */
    boolean isTemporary() {
        return isTemporary;
    }

    static JobFailure of(String action, String reason, String remedy) {
        return new JobFailure(sentence(action, reason, remedy), null, false);
    }

    /** Takes the reason from the deepest cause, since Spark wraps what happened in pages of its own. */
    static JobFailure of(String action, Throwable cause, String remedy) {
        return new JobFailure(sentence(action, reason(cause), remedy), cause, false);
    }

    /** A failure that may be gone later. */
    static JobFailure temporary(String action, String reason, String remedy) {
        return new JobFailure(sentence(action, reason, remedy), null, true);
    }

    /** The like, of a cause. */
    static JobFailure temporary(String action, Throwable cause, String remedy) {
        return new JobFailure(sentence(action, reason(cause), remedy), cause, true);
    }

    /** For a cause whose message is such a sentence already. */
    static JobFailure saying(Throwable cause) {
        return new JobFailure(oneLine(cause.getMessage()), cause, false);
    }

    private static String sentence(String action, String reason, String remedy) {
        return "Cannot " + action + ": " + reason + "; " + remedy;
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        if (message == null || message.isBlank()) {
            return deepest.getClass().getSimpleName();
        }
        String line = oneLine(message);
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }

    // Spark puts stack traces into messages.
    private static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("at ") && !line.startsWith("Driver stacktrace"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
