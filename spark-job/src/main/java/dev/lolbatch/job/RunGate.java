package dev.lolbatch.job;

import java.time.LocalDate;
import java.util.function.BooleanSupplier;

/** The gate of a real run: its record says whether it was stopped, the history whether it has lost a date. */
final class RunGate implements PublishGate {
    private final RunRecord record;
    private final DateHistory history;

    RunGate(RunRecord record, DateHistory history) {
        this.record = record;
        this.history = history;
    }

    @Override
    public boolean pass(BooleanSupplier move) {
        return record.publishing(move);
    }

    @Override
    public void requireUnfenced(String view) {
        history.requireClaim(LocalDate.parse(view));
    }
}
