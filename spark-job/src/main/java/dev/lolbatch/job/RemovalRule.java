package dev.lolbatch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** Why a row of the lake is no participant of the statistics; the first that applies, in this order, is the one counted. */
enum RemovalRule {
    MISSING_MATCH_ID(isBlank("match_id")),
    MISSING_SUMMONER(isBlank("summoner_name").or(isBlank("participant_id"))),
    MISSING_CHAMPION(isBlank("champion_name")),
    INVALID_KILLS(isNot(col("kills").geq(0))),
    INVALID_DEATHS(isNot(col("deaths").geq(0))),
    INVALID_ASSISTS(isNot(col("assists").geq(0))),
    INVALID_GOLD(isNot(col("gold_earned").gt(0))),
    INVALID_DURATION(isNot(col("match_duration").gt(0)));

    // A Column is an expression; nothing changes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Column applies;

    RemovalRule(Column applies) {
        this.applies = applies;
    }

    /** True or false for every row of the lake, never null. */
    Column applies() {
        return applies;
    }

    /** As it is counted and shown: {@code invalid_gold}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Column isBlank(String column) {
        return isNot(trim(col(column)).notEqual(""));
    }

    // A missing value fails its rule like a wrong one.
    private static Column isNot(Column condition) {
        return not(coalesce(condition, lit(false)));
    }
}
