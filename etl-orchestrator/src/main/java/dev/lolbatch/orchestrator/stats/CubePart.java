package dev.lolbatch.orchestrator.stats;

import java.util.List;
import java.util.Map;

/**
 * A patch of one version of a view.
 *
 * @param rows in no order
 * @param matches by queue, each counted once
 */
public record CubePart(List<CubeRow> rows, Map<Integer, Long> matches) {
    static final CubePart EMPTY = new CubePart(List.of(), Map.of());

    public CubePart {
        rows = List.copyOf(rows);
        matches = Map.copyOf(matches);
    }
}
