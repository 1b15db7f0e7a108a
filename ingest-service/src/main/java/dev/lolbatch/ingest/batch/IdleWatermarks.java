package dev.lolbatch.ingest.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When the watermark of an idle partition is worth a commit of its own: ever more seldom as its day grows old.
 *
 * <p>What is asked of a watermark is whether it is past midnight (UTC) plus a grace. The first commit comes an interval after
 * midnight, the next when the time since midnight has doubled, and so on. So whatever the grace, the day before is complete
 * at the latest when twice the grace is over, or the interval where that is longer, and a day costs about ten commits.
 *
 * @param interval between midnight and the first commit, and the shortest between two
 */
public record IdleWatermarks(Duration interval) {
    /** @param committed until when the lake holds the partition already */
    boolean isDue(Instant committed, Instant now) {
        Instant midnight =
                now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant from = committed.isBefore(midnight) ? midnight : committed;
        Duration sinceMidnight = Duration.between(midnight, from);
        Duration wait = sinceMidnight.compareTo(interval) > 0 ? sinceMidnight : interval;
        return !now.isBefore(from.plus(wait));
    }
}
