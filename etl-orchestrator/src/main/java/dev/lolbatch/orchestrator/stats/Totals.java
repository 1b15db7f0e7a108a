package dev.lolbatch.orchestrator.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Sums by name over parts of views, and the matches that they are of. Parts are added one by one and not kept. For one thread. */
final class Totals {
    private final StatsFilter filter;
    private final Function<CubeRow, String> name;
    private final Map<String, Sums> sums = new HashMap<>();
    private final NavigableSet<Integer> queues = new TreeSet<>();
    private long matches;
    private long participants;

    Totals(StatsFilter filter, Function<CubeRow, String> name) {
        this.filter = filter;
        this.name = name;
    }

    void add(CubePart part) {
        part.matches().forEach((queue, count) -> {
            if (filter.includesQueue(queue)) {
                queues.add(queue);
                matches += count;
            }
        });
        for (CubeRow row : part.rows()) {
            if (filter.includes(row)) {
                sums.merge(name.apply(row), row.sums(), Sums::plus);
                participants += row.sums().games();
            }
        }
    }

    Map<String, Sums> sums() {
        return sums;
    }

    Sums of(String one) {
        return sums.getOrDefault(one, Sums.NONE);
    }

    /** Of the dates, the patch and the queue, whatever position or champion is asked for. */
    long matches() {
        return matches;
    }

    /** Those of the matches, ascending. */
    NavigableSet<Integer> queues() {
        return queues;
    }

    /** That count. */
    long participants() {
        return participants;
    }
}
