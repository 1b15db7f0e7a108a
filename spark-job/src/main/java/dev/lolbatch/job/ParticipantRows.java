package dev.lolbatch.job;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From rows of the lake to what {@link ParticipantWriting} takes: a pure function, made of those of the other classes. */
final class ParticipantRows {
    private final ChampionNames champions;

    ParticipantRows(ChampionNames champions) {
        this.champions = champions;
    }

    /**
     * Every row, those that do not count too, with {@link ParticipantColumns}; the rows of a match are in one partition and
     * follow each other. One shuffle, which spills to disk what memory does not hold.
     */
    Dataset<Row> of(Dataset<Row> lake) {
        Dataset<Row> byMatch = lake.repartition(col("match_date"), col("match_id"));
        Dataset<Row> marked = Removals.withRemovedBy(byMatch);
        Dataset<Row> named = Positions.withPosition(champions.withChampionName(marked));
        // Sorted so already by what the features need; Spark then leaves this out.
        return ParticipantColumns.select(Features.withFeatures(named)).sortWithinPartitions("match_date", "match_id");
    }
}
