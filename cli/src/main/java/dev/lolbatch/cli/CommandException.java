package dev.lolbatch.cli;

/** A command could not do what it was asked; the message is all that people see of it. */
public final class CommandException extends RuntimeException {
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandException failed(String message) {
        return new CommandException(FAILED, message, null);
    }

    public static CommandException failed(String message, Throwable cause) {
        return new CommandException(FAILED, message, cause);
    }

    /** What the command was asked for makes no sense, as who would do it says. */
    public static CommandException usage(String message) {
        return new CommandException(USAGE, message, null);
    }

    /** What the command talks to does not answer. */
    public static CommandException unreachable(String message, Throwable cause) {
        return new CommandException(UNREACHABLE, message, cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
