package dev.lolbatch.cli;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a command prints to.
 *
 * @param width columns that a line may have; of a screen always there, and empty where nothing is to be cut
 */
public record Terminal(Kind kind, OptionalInt width) {
    private static final int USUAL_WIDTH = 80;
    // Below it a table says nothing any more.
    private static final int LEAST_WIDTH = 40;

    /** What is at its end. */
    public enum Kind {
        /** People look at it, and a line can be drawn anew. */
        SCREEN,
        /** A pipe or a file. */
        STREAM
    }

    /** A pipe or a file that takes lines of any length. */
    static final Terminal STREAM = new Terminal(Kind.STREAM, OptionalInt.empty());

    /** That of this process; {@code COLUMNS} tells its width, which the script asks the system for. */
    @SuppressWarnings("SystemConsoleNull") // The script starts Java 17, where a pipe has no console.
    static Terminal of(Map<String, String> environment) {
        Kind kind = System.console() == null ? Kind.STREAM : Kind.SCREEN;
        return of(kind, environment.getOrDefault("COLUMNS", ""));
    }

    /** @param columns as the environment has it; what is no number is as good as nothing */
    static Terminal of(Kind kind, String columns) {
        if (columns.matches("[1-9][0-9]{0,4}")) {
            return new Terminal(kind, OptionalInt.of(Math.max(LEAST_WIDTH, Integer.parseInt(columns))));
        }
        return kind == Kind.STREAM ? STREAM : new Terminal(kind, OptionalInt.of(USUAL_WIDTH));
    }

    boolean isScreen() {
        return kind == Kind.SCREEN;
    }
}
