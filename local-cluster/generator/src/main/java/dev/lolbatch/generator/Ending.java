package dev.lolbatch.generator;

/** How a match ended. */
public enum Ending {
    NEXUS_DESTROYED("GameComplete"),
    SURRENDERED("GameComplete"),
    /** A player was missing from the start: over after minutes, positions and all, and in no statistic. */
    REMADE("GameComplete"),
    /** The server gave up after a normal match: the content is good. */
    ABORTED("Abort_Unexpected");

    private final String endOfGameResult;

    Ending(String endOfGameResult) {
        this.endOfGameResult = endOfGameResult;
    }

    String endOfGameResult() {
        return endOfGameResult;
    }
}
