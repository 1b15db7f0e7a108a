package dev.lolbatch.cli;

import java.util.Locale;

/** Sizes as people read them, in megabytes of a million bytes. */
final class Megabytes {
    private Megabytes() {}

    /** Without the unit, for a column that names it. */
    static String of(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
