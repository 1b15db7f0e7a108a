package dev.lolbatch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * How far a long piece of work is.
 *
 * @param what is done
 * @param share of the whole, 0 to 1; empty while the whole is not known
 * @param count what is done of it, in {@code unit}
 * @param unit such as {@code rows}
 */
record Step(String what, OptionalDouble share, long count, String unit) {
    private static final int BAR_CHARS = 20;

    /** @param total of the same unit; may be 0 */
    static Step of(String what, long count, long total, String unit) {
        return new Step(what, OptionalDouble.of(total == 0 ? 1 : Math.min(1.0, (double) count / total)), count, unit);
    }

    /**
     * For people, on one line, whose end can be done without.
     *
     * @param first how far it was when it was first seen, from which its rate is told
     * @param nanos since then
     */
    String text(Step first, long nanos) {
        List<String> parts = new ArrayList<>();
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        share.ifPresent(part -> {
            parts.add(bar(part));
            double done = part - first.share.orElse(0);
            long left = done > 0 ? Math.round(seconds * (1 - part) / done) : 0;
            // The last piece may wait for something else than its turn: nobody is told 0 s for long.
            if (left > 0) {
                parts.add(duration(left) + " left");
            }
        });
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, unit));
        }
        if (count > first.count && seconds > 0) {
            parts.add(String.format(Locale.ROOT, "%,.0f/s", (count - first.count) / seconds));
        }
        parts.add(what);
        return String.join("  ", parts);
    }

    private static String bar(double part) {
        int done = (int) (BAR_CHARS * part);
        return String.format(
                Locale.ROOT, "[%s%s] %3.0f %%", "#".repeat(done), "-".repeat(BAR_CHARS - done), Math.floor(100 * part));
    }

    /** The two largest units of it, such as {@code 3 min 20 s}. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min " + seconds % 60 + " s" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
