package dev.lolbatch.ingest.batch;

/** What an operator is told of a failure: what could not be done, and the cause at the bottom, such as a full disk. */
public final class FailureReason {
    private FailureReason() {}

    /** One line; the first lines of the outermost and the innermost message. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure
                ? firstLine(root.toString())
                : firstLine(message(failure)) + ": " + firstLine(root.toString());
    }

    // An exception made of its cause alone has the cause's text as its message, which would be told twice.
    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.equals(String.valueOf(failure.getCause()))
                ? failure.getClass().getSimpleName()
                : message;
    }

    // Hadoop's remote exceptions carry the server's whole stack in their message.
    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
