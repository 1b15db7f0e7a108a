package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.List;

/** Participants with what a test is about; everything else is null. */
final class Participants {
    private Participants() {}

    /** A won game of a champion in the middle, with some kills. */
    static Participant participant(String patch, Integer queue, String champion, int kills) {
        return new Participant.Builder()
                .set(ParticipantColumns.index("patch"), patch)
                .set(ParticipantColumns.index("queue_id"), queue)
                .set(ParticipantColumns.index("position"), "MIDDLE")
                .set(ParticipantColumns.index("champion_name"), champion)
                .set(ParticipantColumns.index("win"), true)
                .set(ParticipantColumns.index("kills"), kills)
                .set(
                        ParticipantColumns.index("kda_calculated"),
                        BigDecimal.valueOf(kills).setScale(2))
                .build();
    }

    /** The cube of matches, each given by its participants. */
    @SafeVarargs
    static Cube cube(List<Participant>... matches) {
        Cube.Builder cube = new Cube.Builder();
        for (List<Participant> match : matches) {
            cube.add(match);
        }
        return cube.build();
    }

    /** The cube of one match of one participant. */
    static Cube cube(String patch, String champion, int kills) {
        return cube(List.of(participant(patch, 420, champion, kills)));
    }
}
