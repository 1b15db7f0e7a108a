package dev.lolbatch.cli.deployment;

import java.net.ConnectException;

/** What an exception of a client says, in a line: its first cause, without advice for programmers. */
public final class FailureText {
    private FailureText() {}

    public static String of(Throwable failure) {
        Throwable first = failure;
        boolean refused = false;
        while (first.getCause() != null && first.getCause() != first) {
            // Java's HTTP client refuses without a word.
            refused |= first instanceof ConnectException;
            first = first.getCause();
        }
        String message = first.getMessage();
        if (message == null || message.isBlank()) {
            return refused ? "Connection refused" : first.getClass().getSimpleName();
        }
        return message.strip()
                .replaceFirst("(?s)\\R.*", "")
                .replaceFirst(", make sure you've provided valid addresses .*", "")
                .replaceFirst("; For more details see: .*", "");
    }
}
