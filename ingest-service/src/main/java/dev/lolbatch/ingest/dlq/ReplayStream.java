package dev.lolbatch.ingest.dlq;

import dev.lolbatch.ingest.dlq.DeadLetterQueue.Progress;
import dev.lolbatch.ingest.dlq.ReplayLine.State;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Runs one replay, and tells its caller of it. */
final class ReplayStream {
    private static final Logger LOG = Logger.getLogger(ReplayStream.class);
    private static final long INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

    private final DeadLetterQueue letters;
    private final LetterFilter filter;
    private final MultiEmitter<? super ReplayLine> lines;
    private ReplayLine last;
    private long toldAt;

    ReplayStream(DeadLetterQueue letters, LetterFilter filter, MultiEmitter<? super ReplayLine> lines) {
        this.letters = letters;
        this.filter = filter;
        this.lines = lines;
    }

    void run() {
        try {
            Progress end = letters.replay(filter, this::tell);
            LOG.infof("Replayed dead letters sent=%d selected=%d bytes=%d", end.sent(), end.selected(), end.bytes());
            lines.emit(ReplayLine.of(State.DONE, end));
            lines.complete();
        } catch (DlqException e) {
            if (last == null) {
                lines.fail(e);
            } else {
                // The answer has begun; its status cannot say it any more.
                LOG.warn(e.getMessage());
                lines.emit(last.failed(e));
                lines.complete();
            }
        }
    }

    private boolean tell(Progress progress) {
        long now = System.nanoTime();
        boolean first = last == null;
        last = ReplayLine.of(State.RUNNING, progress);
        if (first || now - toldAt > INTERVAL_NANOS) {
            toldAt = now;
            lines.emit(last);
        }
        return !lines.isCancelled();
    }
}
