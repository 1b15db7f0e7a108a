package dev.lolbatch.job;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/** Why a row of the lake is no participant of the statistics; the first that applies, in this order, is the one counted. */
enum RemovalRule {
    /** A newer record of the same match replaces the row's; {@link LakeMatch} decides it. */
    DUPLICATE(row -> false),
    MISSING_MATCH_ID(isBlank("match_id")),
    MISSING_SUMMONER(isBlank("summoner_name").or(isBlank("participant_id"))),
    MISSING_CHAMPION(isBlank("champion_name")),
    INVALID_KILLS(isBelow("kills", 0)),
    INVALID_DEATHS(isBelow("deaths", 0)),
    INVALID_ASSISTS(isBelow("assists", 0)),
    INVALID_GOLD(isBelow("gold_earned", 1)),
    INVALID_DURATION(isBelow("match_duration", 1));

    // A function of the row alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<Row> applies;

    RemovalRule(Predicate<Row> applies) {
        this.applies = applies;
    }

    /** The first rule that a row fails; empty when it counts, unless its record was replaced. */
    static Optional<RemovalRule> firstOf(Row row) {
        for (RemovalRule rule : values()) {
            if (rule.applies.test(row)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** As it is counted and shown: {@code invalid_gold}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Predicate<Row> isBlank(String column) {
        int index = LakeColumns.index(column);
        return row -> Texts.isBlank(row.getString(index));
    }

    // A missing value fails its rule like a wrong one.
    private static Predicate<Row> isBelow(String column, int least) {
        int index = LakeColumns.index(column);
        return row -> row.isNullAt(index) || row.getInt(index) < least;
    }
}
