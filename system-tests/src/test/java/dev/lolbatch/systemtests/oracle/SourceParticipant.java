package dev.lolbatch.systemtests.oracle;

/** A participant as a record tells it; null where the record says nothing. */
record SourceParticipant(
        String id,
        String puuid,
        String summonerName,
        String championName,
        Integer championId,
        String position,
        Integer teamId,
        Integer subteamId,
        Boolean win,
        Integer kills,
        Integer deaths,
        Integer assists,
        Double kda,
        Integer gold,
        Integer damage,
        Integer cs,
        Integer visionScore,
        Boolean earlySurrender) {

    SourceParticipant withId(String newId) {
        return new SourceParticipant(
                newId,
                puuid,
                summonerName,
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
                gold,
                damage,
                cs,
                visionScore,
                earlySurrender);
    }
}
