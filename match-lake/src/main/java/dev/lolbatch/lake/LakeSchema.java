package dev.lolbatch.lake;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types.BooleanType;
import org.apache.iceberg.types.Types.DateType;
import org.apache.iceberg.types.Types.DoubleType;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * The table {@code lolbatch.lol_matches}: one row per participant of a match, as it came.
 *
 * <p>Field ids are part of the contract: files carry them, so a field may be added at the end or renamed, but its id is
 * never reused.
 */
public final class LakeSchema {
    /** The table's name in every catalog. */
    public static final TableIdentifier TABLE = TableIdentifier.of("lolbatch", "lol_matches");

    /** The partition column: the UTC date of {@code match_timestamp}. */
    public static final String MATCH_DATE = "match_date";

    /** The columns, in the order in which files hold them. */
    public static final Schema SCHEMA = new Schema(
            required(1, "match_id", StringType.get()),
            required(2, "match_timestamp", LongType.get(), "Start of the match, milliseconds since the epoch"),
            optional(3, "match_duration", IntegerType.get(), "Seconds"),
            optional(4, "summoner_name", StringType.get(), "Summoner name, or Riot id as name#tag"),
            optional(5, "champion_name", StringType.get()),
            optional(6, "position", StringType.get()),
            optional(7, "team_id", IntegerType.get()),
            optional(8, "win", BooleanType.get()),
            optional(9, "kills", IntegerType.get()),
            optional(10, "deaths", IntegerType.get()),
            optional(11, "assists", IntegerType.get()),
            optional(12, "kda", DoubleType.get(), "The producer's; computed for Match-V5"),
            optional(13, "gold_earned", IntegerType.get()),
            optional(14, "total_damage", IntegerType.get(), "Dealt to champions"),
            optional(15, "cs", IntegerType.get(), "Minions and neutral monsters"),
            optional(16, "vision_score", IntegerType.get()),
            required(17, "kafka_offset", LongType.get()),
            required(18, "kafka_partition", IntegerType.get()),
            required(19, "ingestion_timestamp", TimestampType.withZone(), "The Kafka record's timestamp"),
            required(20, MATCH_DATE, DateType.get(), "UTC date of match_timestamp"),
            required(21, "participant_id", StringType.get(), "Unique in its match"),
            optional(22, "puuid", StringType.get()),
            optional(23, "champion_id", IntegerType.get()),
            optional(24, "game_version", StringType.get()),
            optional(25, "queue_id", IntegerType.get()),
            optional(26, "game_mode", StringType.get()),
            optional(27, "platform_id", StringType.get()),
            optional(28, "subteam_id", IntegerType.get(), "Arena's team of two"),
            optional(29, "early_surrender", BooleanType.get(), "True: a remake"),
            optional(30, "end_of_game_result", StringType.get()));

    /** One partition per match date, so that a day is read, rewritten and expired by itself. */
    public static final PartitionSpec SPEC =
            PartitionSpec.builderFor(SCHEMA).identity(MATCH_DATE).build();

    private LakeSchema() {}
}
