package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lolbatch.generator.MatchDetail.TeamDetail;
import java.io.IOException;

/** Writes a team of Match-V5: its bans, objectives and feats. */
final class TeamJson {
    private static final int BANS_PER_TEAM = 5;
    private static final int HIGHEST_CHAMPION_ID = 950;

    private TeamJson() {}

    static void write(TeamDetail team, MatchDetail match, JsonGenerator json) throws IOException {
        json.writeStartObject();
        bans(team, match, json);
        if (match.since(Patch.SEASON_15)) {
            json.writeObjectFieldStart("feats");
            feat("EPIC_MONSTER_KILL", team.win() ? 1 : 0, json);
            feat("FIRST_BLOOD", team.win() ? 3 : 0, json);
            feat("FIRST_TURRET", team.win() ? 1 : 0, json);
            json.writeEndObject();
        }
        json.writeObjectFieldStart("objectives");
        if (match.since(Patch.SEASON_15)) {
            objective("atakhan", 0, team, json);
        }
        objective("baron", team.barons(), team, json);
        objective("champion", team.kills(), team, json);
        objective("dragon", team.dragons(), team, json);
        if (match.since(Patch.SEASON_14)) {
            objective("horde", team.grubs(), team, json);
        }
        objective("inhibitor", team.inhibitors(), team, json);
        objective("riftHerald", team.heralds(), team, json);
        objective("tower", team.towers(), team, json);
        json.writeEndObject();
        json.writeNumberField("teamId", team.teamId());
        json.writeBooleanField("win", team.win());
        json.writeEndObject();
    }

    /** ARAM bans nobody; Arena's bans all stand with the first team. */
    private static void bans(TeamDetail team, MatchDetail match, JsonGenerator json) throws IOException {
        boolean first = team.teamId() == 100;
        int players = match.match().participants().size();
        int bans =
                switch (match.match().queue().mode()) {
                    case RIFT -> BANS_PER_TEAM;
                    case ARAM -> 0;
                    case ARENA -> first ? players : 0;
                };
        int firstTurn = first ? 1 : BANS_PER_TEAM + 1;
        json.writeArrayFieldStart("bans");
        for (int ban = 0; ban < bans; ban++) {
            json.writeStartObject();
            boolean none = match.random().nextInt(20) == 0;
            json.writeNumberField("championId", none ? -1 : match.random().nextInt(1, HIGHEST_CHAMPION_ID));
            json.writeNumberField("pickTurn", firstTurn + ban);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void feat(String name, int state, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("featState", state);
        json.writeEndObject();
    }

    private static void objective(String name, int kills, TeamDetail team, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeBooleanField("first", team.win() && kills > 0);
        json.writeNumberField("kills", kills);
        json.writeEndObject();
    }
}
