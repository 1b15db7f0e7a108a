package dev.lolbatch.job;

import java.util.Locale;

/** One name per position. Never null and never empty, since Cassandra takes no empty partition key. */
final class Positions {
    private static final String NONE = "NONE";

    private Positions() {}

    /** Upper case, aliases unified, {@code NONE} where the mode has no positions. */
    static String unified(String position) {
        String name = position == null ? "" : Texts.trim(position).toUpperCase(Locale.ROOT);
        return switch (name) {
            // INVALID is Match-V5's own word for a mode without positions.
            case "", "INVALID" -> NONE;
            case "MID" -> "MIDDLE";
            case "BOT", "ADC" -> "BOTTOM";
            case "SUPPORT", "SUP" -> "UTILITY";
            case "JGL" -> "JUNGLE";
            default -> name;
        };
    }
}
