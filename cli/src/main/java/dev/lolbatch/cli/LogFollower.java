package dev.lolbatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Shows the log of a run as it grows, that of one attempt after the other, or of one alone. For use once. */
final class LogFollower {
    private static final long POLL_MILLIS = 1_000;
    private static final int PIECE_BYTES = 1 << 16;

    private final Orchestrator orchestrator;
    private final Consumer<String> shown;
    private final LineSplitter splitter = new LineSplitter();
    private int attempt;
    private long seenBytes;

    /** @param shown takes each line */
    LogFollower(Orchestrator orchestrator, Consumer<String> shown) {
        this.orchestrator = orchestrator;
        this.shown = shown;
    }

    /**
     * Returns at the end of the run or of the only attempt that is wanted, or when nobody takes the lines any more.
     *
     * @param path of the run
     * @param only which attempt is wanted; from the last one on when absent
     * @param last how many lines of what is there now are shown; all when absent
     * @param abandoned whether nobody takes them
     * @throws CommandException when the run has no such attempt
     */
    void follow(String path, Optional<Integer> only, Optional<Integer> last, BooleanSupplier abandoned)
            throws IOException {
        // Asked before the log, which so has all that was printed before the end.
        Run run = orchestrator.run(path).as(Run.class);
        int attempts = run.attempts().size();
        if (only.isPresent() && only.get() > attempts) {
            throw CommandException.failed(
                    "Cannot follow attempt %d of run %s: it has begun %d so far; leave --attempt out"
                            .formatted(only.get(), run.runId(), attempts));
        }
        attempt = only.orElse(Math.max(1, attempts));
        Deque<String> tail = new ArrayDeque<>();
        take(path, last.isEmpty() ? shown : line -> keep(line, tail, last.get()));
        tail.forEach(shown);
        while (!abandoned.getAsBoolean()) {
            if (run.hasEnded() || attempt < run.attempts().size()) {
                splitter.rest().ifPresent(shown);
                if (only.isPresent() || attempt >= run.attempts().size()) {
                    return;
                }
                attempt++;
                seenBytes = 0;
            } else {
                pause();
                run = orchestrator.run(path).as(Run.class);
            }
            take(path, shown);
        }
    }

    private static void keep(String line, Deque<String> tail, int last) {
        tail.add(line);
        if (tail.size() > last) {
            tail.remove();
        }
    }

    /** Takes what is new of the attempt's log. */
    private void take(String path, Consumer<String> taken) throws IOException {
        Optional<InputStream> log =
                orchestrator.logIfAny(path, new Query().with("attempt", attempt).with("offset", seenBytes));
        if (log.isEmpty()) {
            return;
        }
        try (InputStream in = log.get()) {
            for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
                seenBytes += piece.length;
                splitter.add(piece).forEach(taken);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for the log: interrupted", e);
        }
    }
}
