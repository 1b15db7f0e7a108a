package dev.lolbatch.ingest.match;

/**
 * One player of a match as it came; null where the form or the record does not say.
 *
 * @param id unique in its match, never empty
 * @param kda the producer's, or computed as (kills + assists) / max(1, deaths) for Match-V5
 * @param totalDamage dealt to champions
 * @param cs minions and neutral monsters killed
 * @param subteamId Arena's team of two
 * @param earlySurrender true in a remake
 */
public record Participant(
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
        Integer goldEarned,
        Integer totalDamage,
        Integer cs,
        Integer visionScore,
        Boolean earlySurrender) {}
