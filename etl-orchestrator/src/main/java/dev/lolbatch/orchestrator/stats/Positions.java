package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Positions as people type them. */
final class Positions {
    private static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("TOP", "TOP"),
            Map.entry("JUNGLE", "JUNGLE"),
            Map.entry("JUNGLER", "JUNGLE"),
            Map.entry("JG", "JUNGLE"),
            Map.entry("MIDDLE", "MIDDLE"),
            Map.entry("MID", "MIDDLE"),
            Map.entry("BOTTOM", "BOTTOM"),
            Map.entry("BOT", "BOTTOM"),
            Map.entry("ADC", "BOTTOM"),
            Map.entry("UTILITY", "UTILITY"),
            Map.entry("SUPPORT", "UTILITY"),
            Map.entry("SUP", "UTILITY"),
            Map.entry("NONE", "NONE")));

    private Positions() {}

    /** The name in the views; throws UNKNOWN_POSITION. */
    static String named(String typed) {
        String name = NAMES.get(typed.toUpperCase(Locale.ROOT));
        if (name == null) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_POSITION,
                    "Cannot find position \"" + typed
                            + "\": there is none of this name; use TOP, JUNGLE, MIDDLE, BOTTOM, UTILITY, or NONE for"
                            + " modes without positions");
        }
        return name;
    }
}
