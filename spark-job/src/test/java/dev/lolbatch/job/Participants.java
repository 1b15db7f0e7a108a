package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of {@link ParticipantColumns} with what a test is about; everything else is null. */
final class Participants {
    private static final int COLUMNS = ParticipantColumns.index(ParticipantColumns.ADDED) + 1;

    private Participants() {}

    /** A won game of a champion in the middle, with some kills. */
    static Row participant(String patch, Integer queue, String champion, int kills) {
        Object[] values = new Object[COLUMNS];
        values[ParticipantColumns.index("patch")] = patch;
        values[ParticipantColumns.index("queue_id")] = queue;
        values[ParticipantColumns.index("position")] = "MIDDLE";
        values[ParticipantColumns.index("champion_name")] = champion;
        values[ParticipantColumns.index("win")] = true;
        values[ParticipantColumns.index("kills")] = kills;
        values[ParticipantColumns.index("kda_calculated")] =
                BigDecimal.valueOf(kills).setScale(2);
        return RowFactory.create(values);
    }

    /** The cube of matches, each given by its participants. */
    @SafeVarargs
    static Cube cube(List<Row>... matches) {
        Cube.Builder cube = new Cube.Builder();
        for (List<Row> match : matches) {
            cube.add(match);
        }
        return cube.build();
    }

    /** The cube of one match of one participant. */
    static Cube cube(String patch, String champion, int kills) {
        return cube(List.of(participant(patch, 420, champion, kills)));
    }
}
