package dev.lolbatch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells people what is done now, and how many seconds after the start; and how far a long step is: on a screen by a line at
 * the bottom that is drawn anew, elsewhere by a line every few seconds. Safe for use by several threads.
 */
final class Progress {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** To the beginning of the line, and all of it erased. */
    private static final String ERASE = "\r\u001b[2K";

    private final PrintWriter out;
    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final long start;
    private Optional<Underway> underway = Optional.empty();
    private boolean drawn;
    private boolean ended;

    /** The step that was told last, and when it began and was shown. */
    private record Underway(String what, long begun, long shown) {}

    /** @param nanoTime a clock that only goes forward, in nanoseconds */
    Progress(PrintWriter out, Terminal terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    static Progress on(PrintWriter out, Terminal terminal) {
        return new Progress(out, terminal, System::nanoTime);
    }

    /** A line that stays. */
    synchronized void tell(String what) {
        erase();
        out.print(stamped(what, nanoTime.getAsLong()) + System.lineSeparator());
        out.flush();
    }

    /** How far a step is, as often as it changes; too often does no harm. */
    synchronized void tell(Step step) {
        long now = nanoTime.getAsLong();
        Optional<Underway> before = underway.filter(one -> one.what().equals(step.what()));
        long begun = before.map(Underway::begun).orElse(now);
        long rest = terminal.isScreen() ? REDRAW_NANOS : LINE_NANOS;
        boolean isDue = before.map(one -> now - one.shown() >= rest).orElse(terminal.isScreen());
        if (isDue) {
            show(stamped(step.text(now - begun), now));
        }
        if (isDue || before.isEmpty()) {
            underway = Optional.of(new Underway(step.what(), begun, now));
        }
    }

    private void show(String text) {
        if (!terminal.isScreen()) {
            out.print(text + System.lineSeparator());
        } else if (!ended) {
            erase();
            out.print(Printable.of(text, terminal.width().orElseThrow() - 1));
            drawn = true;
        }
        out.flush();
    }

    /** Leaves nothing at the bottom of the screen, now and from now on. */
    synchronized void end() {
        erase();
        out.flush();
        ended = true;
    }

    private void erase() {
        if (drawn) {
            out.print(ERASE);
            drawn = false;
        }
    }

    private String stamped(String what, long now) {
        double seconds = (now - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, "[%5.1f s] %s", seconds, what);
    }
}
