package dev.lolbatch.ingest.upkeep;

import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jboss.logging.Logger;

/** Runs one compaction, and tells its caller of it. */
final class CompactionStream implements CompactionProgress {
    private static final Logger LOG = Logger.getLogger(CompactionStream.class);

    private final LakeUpkeep lake;
    private final CompactionScope scope;
    private final StopSignal stop;
    private final MultiEmitter<? super CompactionLine> lines;
    private CompactionLine last;

    CompactionStream(
            LakeUpkeep lake, CompactionScope scope, StopSignal stop, MultiEmitter<? super CompactionLine> lines) {
        this.lake = lake;
        this.scope = scope;
        this.stop = stop;
        this.lines = lines;
    }

    void run() {
        try {
            lake.compact(scope, this);
            if (stop.isGiven() && last.done() < last.dates()) {
                throw stopping(null);
            }
            lines.emit(last.finished());
            lines.complete();
        } catch (UpkeepException e) {
            // Libraries end their threads at a stop, each when it likes to.
            fail(stop.isGiven() ? stopping(e) : e);
        }
    }

    private static UpkeepException stopping(Exception cause) {
        return new UpkeepException(
                UpkeepException.Code.STOPPING,
                "Cannot compact the lake any further: ingest-service is being stopped; call again when it runs",
                cause);
    }

    private void fail(UpkeepException failure) {
        if (last == null) {
            lines.fail(failure);
            return;
        }
        // The answer has begun; its status cannot say it any more.
        LOG.warn(failure.getMessage());
        lines.emit(last.failed(failure));
        lines.complete();
    }

    @Override
    public void began(int dates) {
        tell(CompactionLine.began(dates));
    }

    @Override
    public void ended(CompactedDate date) {
        tell(last.plus(date));
    }

    private void tell(CompactionLine line) {
        last = line;
        lines.emit(line);
    }

    @Override
    public boolean goOn() {
        return !lines.isCancelled() && !stop.isGiven();
    }
}
