package dev.lolbatch.orchestrator.stats;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which games count. What is empty leaves nothing out.
 *
 * @param from first match date in UTC
 * @param to last match date
 * @param patch such as {@code 15.3}
 * @param queue Riot's id
 * @param position as in {@link CubeRow}
 * @param champion as in the views
 */
public record StatsFilter(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> patch,
        OptionalInt queue,
        Optional<String> position,
        Optional<String> champion) {
    /** All games. */
    public static final StatsFilter NONE = new StatsFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether it needs the views of single dates. */
    boolean isOfDates() {
        return from.isPresent() || to.isPresent();
    }

    boolean includes(LocalDate date) {
        return from.filter(date::isBefore).isEmpty() && to.filter(date::isAfter).isEmpty();
    }

    boolean includesQueue(int id) {
        return queue.isEmpty() || queue.getAsInt() == id;
    }

    boolean includes(CubeRow row) {
        return includesQueue(row.queue())
                && position.filter(one -> !one.equals(row.position())).isEmpty()
                && champion.filter(one -> !one.equals(row.championName())).isEmpty();
    }

    StatsFilter ofPatch(String one) {
        return new StatsFilter(from, to, Optional.of(one), queue, position, champion);
    }

    StatsFilter ofDates(LocalDate first, LocalDate last) {
        return new StatsFilter(Optional.of(first), Optional.of(last), patch, queue, position, champion);
    }

    /** The same for another champion, or for all. */
    public StatsFilter ofChampion(Optional<String> name) {
        return new StatsFilter(from, to, patch, queue, position, name);
    }

    /** The same for another position, or for all. */
    public StatsFilter ofPosition(Optional<String> name) {
        return new StatsFilter(from, to, patch, queue, name, champion);
    }
}
