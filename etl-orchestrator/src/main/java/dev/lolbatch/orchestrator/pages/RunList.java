package dev.lolbatch.orchestrator.pages;

import java.util.List;
import java.util.Optional;

/**
 * A page of runs.
 *
 * @param states by which they can be filtered
 * @param older the page after this one; empty on the last
 */
record RunList(PageQuery query, List<StateLink> states, List<RunRow> runs, Optional<String> older) {
    /**
     * Leads to the runs of a state, or to all.
     *
     * @param isCurrent whether that is what is shown
     */
    record StateLink(String label, String url, boolean isCurrent) {}

    /** Whether all runs would be shown, if there were any. */
    public boolean isOfAll() {
        return query.values().isEmpty();
    }

    /** Whether there are newer ones before these. */
    public boolean isContinued() {
        return query.values().containsKey("cursor");
    }

    public String newest() {
        return query.without("cursor").url();
    }
}
