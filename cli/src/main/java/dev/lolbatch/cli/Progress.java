package dev.lolbatch.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells people what is done now, and how many seconds after the start; and how far a long step is: on a screen by a line at
 * the bottom that is drawn anew, elsewhere by a line every few seconds. Safe for use by several threads.
 */
public final class Progress {
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

    /**
     * The step that was told last.
     *
     * @param first as it was first seen
     * @param begun when that was
     * @param shown when it was shown last
     */
    private record Underway(Step first, long begun, long shown) {}

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

    /** A line of the command's answer, which stays as well. */
    public synchronized void print(String line) {
        erase();
        out.print(line + System.lineSeparator());
        out.flush();
    }

    /** What is waited for, as often as it changes; too often does no harm. */
    public void awaits(String what) {
        tell(new Step("waiting for " + what, OptionalDouble.empty(), 0, ""));
    }

    /** How far a step is, as often as it changes; too often does no harm. */
    synchronized void tell(Step step) {
        long now = nanoTime.getAsLong();
        boolean isNew =
                underway.filter(one -> one.first().what().equals(step.what())).isEmpty();
        Underway seen = isNew ? new Underway(step, now, now) : underway.get();
        boolean isDue =
                isNew ? terminal.isScreen() : now - seen.shown() >= (terminal.isScreen() ? REDRAW_NANOS : LINE_NANOS);
        if (isDue) {
            show(stamped(step.text(seen.first(), now - seen.begun()), now));
        }
        underway = Optional.of(isDue ? new Underway(seen.first(), seen.begun(), now) : seen);
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
    public synchronized void end() {
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
