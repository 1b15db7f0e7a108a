package dev.lolbatch.ingest.match;

/** Collects one participant's fields while they stream by; identities are settled when the whole match is known. */
final class ParticipantBuilder {
    String puuid;
    String gameName;
    String oldGameName;
    String tagLine;
    String summonerName;
    String championName;
    Integer championId;
    String position;
    Integer teamId;
    Integer subteamId;
    Boolean win;
    Integer kills;
    Integer deaths;
    Integer assists;
    Double kda;
    Integer goldEarned;
    Integer totalDamage;
    Integer minions;
    Integer neutralMinions;
    Integer cs;
    Integer visionScore;
    Boolean earlySurrender;

    /** The name to show: the summoner name, else the Riot id; null when the record has neither. */
    String displayName() {
        return isEmpty(summonerName) ? riotId() : summonerName;
    }

    /** Who this is, best known first; null when the record does not say. */
    String identity() {
        if (!isEmpty(puuid)) {
            return puuid;
        }
        return riotId() == null ? emptyToNull(summonerName) : riotId();
    }

    Participant build(String id) {
        return new Participant(
                id,
                puuid,
                displayName() == null ? summonerName : displayName(),
                championName,
                championId,
                position,
                teamId,
                subteamId,
                win,
                kills,
                deaths,
                assists,
                kda,
                goldEarned,
                totalDamage,
                cs,
                visionScore,
                earlySurrender);
    }

    private String riotId() {
        String name = isEmpty(gameName) ? emptyToNull(oldGameName) : gameName;
        return name == null || isEmpty(tagLine) ? name : name + "#" + tagLine;
    }

    private static String emptyToNull(String text) {
        return isEmpty(text) ? null : text;
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
