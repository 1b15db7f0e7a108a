package dev.lolbatch.orchestrator.dates;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The lake's table at one moment.
 *
 * @param snapshotId its newest snapshot; empty when nothing was ever committed
 * @param dates what it holds of each match date
 * @param completeness whether it holds all of a date, by the watermarks of the same commit
 */
public record LakeState(
        OptionalLong snapshotId, NavigableMap<LocalDate, LakeDate> dates, Predicate<LocalDate> completeness) {
    public LakeState {
        dates = Collections.unmodifiableNavigableMap(new TreeMap<>(dates));
    }
}
