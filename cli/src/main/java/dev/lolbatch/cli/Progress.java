package dev.lolbatch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells people what is done now, and how many seconds after the start. Safe for use by several threads. */
final class Progress {
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param nanoTime a clock that only goes forward, in nanoseconds */
    Progress(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    static Progress on(PrintWriter out) {
        return new Progress(out, System::nanoTime);
    }

    void tell(String what) {
        double seconds = (nanoTime.getAsLong() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds, what);
        out.flush();
    }
}
