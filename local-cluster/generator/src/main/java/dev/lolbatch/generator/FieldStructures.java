package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The values of a participant that are objects and arrays: challenges, perks, missions. */
final class FieldStructures {
    private static final int MISSIONS = 12;

    /** Missions that Arena scores, with the upper end of each; the rest are 0. */
    private static final double[] ARENA_MISSIONS = {8, 14, 1600, 0.7, 12, 8000, 10_000, 6000, 90, 0, 0, 0};

    static final Map<String, FieldRule> BY_NAME = byName();

    private FieldStructures() {}

    /** Loaded on first use only, since the rules in the table look up the names of this class in turn. */
    private static final class Challenges {
        static final FieldTable TABLE = FieldTable.load("challenge-fields.txt");
    }

    private static Map<String, FieldRule> byName() {
        Map<String, FieldRule> rules = new HashMap<>();
        rules.put("challenges", FieldStructures::challenges);
        rules.put("perks", FieldStructures::perks);
        rules.put("missions", FieldStructures::missions);
        rules.put("legendaryItemUsed", FieldStructures::legendaryItems);
        for (int mission = 0; mission < MISSIONS; mission++) {
            int number = mission;
            rules.put("playerScore" + number, (participant, json) -> playerScore(number, participant, json));
        }
        return Map.copyOf(rules);
    }

    private static void challenges(ParticipantDetail participant, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Challenges.TABLE.write(participant, json);
        json.writeEndObject();
    }

    private static void missions(ParticipantDetail participant, JsonGenerator json) throws IOException {
        String prefix = participant.match.since(Patch.SEASON_15) ? "playerScore" : "PlayerScore";
        json.writeStartObject();
        for (int mission = 0; mission < MISSIONS; mission++) {
            json.writeFieldName(prefix + mission);
            playerScore(mission, participant, json);
        }
        json.writeEndObject();
    }

    private static void playerScore(int mission, ParticipantDetail participant, JsonGenerator json) throws IOException {
        double most = ARENA_MISSIONS[mission];
        if (participant.participant.subteamId() == 0 || most == 0) {
            json.writeNumber(0);
        } else if (mission < 2) {
            json.writeNumber(
                    1 + (int) (most * Seeds.fraction(participant.random().nextLong(), mission)));
        } else {
            json.writeNumber(participant.random().nextDouble(most));
        }
    }

    private static void legendaryItems(ParticipantDetail participant, JsonGenerator json) throws IOException {
        int offset = participant.participant.subteamId() > 0 ? 220_000 : 0;
        int items = participant.random().nextInt(1, 5);
        json.writeStartArray();
        for (int i = 0; i < items; i++) {
            json.writeNumber(offset + Items.any(participant.random()));
        }
        json.writeEndArray();
    }

    /** Arena has no runes: the page is there, and all of it is 0. */
    private static void perks(ParticipantDetail participant, JsonGenerator json) throws IOException {
        SplittableRandom random = participant.random();
        RunePage page = new RunePage(participant.participant.subteamId() == 0 ? 1 : 0, random);
        int primary = random.nextInt(Items.styles());
        int secondary = (primary + random.nextInt(1, Items.styles())) % Items.styles();
        json.writeStartObject();
        json.writeObjectFieldStart("statPerks");
        json.writeNumberField("defense", page.factor * (5001 + 10 * random.nextInt(2)));
        json.writeNumberField("flex", page.factor * 5008);
        json.writeNumberField("offense", page.factor * (5005 + random.nextInt(4)));
        json.writeEndObject();
        json.writeArrayFieldStart("styles");
        page.style("primaryStyle", primary, 0, 4, json);
        page.style("subStyle", secondary, 2, 4, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private record RunePage(int factor, SplittableRandom random) {
        /** Writes a style with one rune of each row from the first to before the last. */
        void style(String description, int style, int firstRow, int endRow, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("description", description);
            json.writeArrayFieldStart("selections");
            for (int row = firstRow; row < endRow; row++) {
                json.writeStartObject();
                json.writeNumberField("perk", factor * Items.rune(style, row, random));
                json.writeNumberField("var1", factor * random.nextInt(3000));
                json.writeNumberField("var2", factor * random.nextInt(50));
                json.writeNumberField("var3", 0);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("style", factor * Items.style(style));
            json.writeEndObject();
        }
    }
}
