package dev.lolbatch.generator;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** The values that follow from the match, by the names that the tables of fields use. */
final class FieldValues {
    private static final Map<String, ToIntFunction<ParticipantDetail>> NUMBERS = Map.ofEntries(
            entry("participantId", p -> p.participant.number()),
            entry("championId", p -> p.participant.champion().id()),
            entry("profileIcon", p -> p.participant.player().profileIcon()),
            entry("summonerLevel", p -> p.participant.player().summonerLevel()),
            entry("teamId", p -> p.participant.teamId()),
            entry("playerSubteamId", p -> p.participant.subteamId()),
            entry("subteamPlacement", p -> p.participant.placement()),
            entry("placement", p -> p.participant.placement()),
            entry("kills", p -> p.score().kills()),
            entry("deaths", p -> p.score().deaths()),
            entry("assists", p -> p.score().assists()),
            entry("takedowns", ParticipantDetail::takedowns),
            entry("goldEarned", p -> p.score().gold()),
            entry("totalMinionsKilled", p -> p.score().minions()),
            entry("neutralMinionsKilled", p -> p.score().neutralMinions()),
            entry("visionScore", p -> p.score().visionScore()),
            entry("champLevel", p -> p.level),
            entry("champExperience", p -> p.level * 1050 + p.score().assists() * 13),
            entry("timePlayed", p -> p.timePlayed),
            entry("totalTimeSpentDead", p -> p.score().deaths() * 22),
            entry("totalDamageDealtToChampions", p -> p.dealtToChampions.total()),
            entry("physicalDamageDealtToChampions", p -> p.dealtToChampions.physical()),
            entry("magicDamageDealtToChampions", p -> p.dealtToChampions.magic()),
            entry("trueDamageDealtToChampions", p -> p.dealtToChampions.pure()),
            entry("totalDamageDealt", p -> p.dealt.total()),
            entry("physicalDamageDealt", p -> p.dealt.physical()),
            entry("magicDamageDealt", p -> p.dealt.magic()),
            entry("trueDamageDealt", p -> p.dealt.pure()),
            entry("totalDamageTaken", p -> p.taken.total()),
            entry("physicalDamageTaken", p -> p.taken.physical()),
            entry("magicDamageTaken", p -> p.taken.magic()),
            entry("trueDamageTaken", p -> p.taken.pure()),
            entry("damageDealtToBuildings", p -> p.towerDamage),
            entry("damageDealtToTurrets", p -> p.towerDamage),
            entry("turretTakedowns", p -> p.turretTakedowns),
            entry("turretsLost", p -> p.enemies().towers()),
            entry("inhibitorsLost", p -> p.enemies().inhibitors()),
            entry("nexusLost", p -> !p.participant.win() && p.enemies().towers() > 0 ? 1 : 0),
            entry("wardsKilled", p -> p.wardsKilled),
            entry("spell1Casts", p -> p.spellCasts[0]),
            entry("spell2Casts", p -> p.spellCasts[1]),
            entry("spell3Casts", p -> p.spellCasts[2]),
            entry("spell4Casts", p -> p.spellCasts[3]),
            entry("abilityUses", p -> p.spellCasts[0] + p.spellCasts[1] + p.spellCasts[2] + p.spellCasts[3]));

    private static final Map<String, ToDoubleFunction<ParticipantDetail>> FRACTIONS = Map.of(
            "gameLength", ParticipantDetail::gameLength,
            "damagePerMinute", p -> p.perMinute(p.score().damage()),
            "goldPerMinute", p -> p.perMinute(p.score().gold()),
            "visionScorePerMinute", p -> p.perMinute(p.score().visionScore()),
            "kda", p -> p.score().kda(),
            "killParticipation",
                    p -> p.takedowns() / (double) Math.max(1, p.team().kills()),
            "teamDamagePercentage",
                    p -> p.score().damage() / (double) Math.max(1, p.team().damage()),
            "damageTakenOnTeamPercentage", p -> p.random().nextDouble(0.08, 0.35));

    private static final Map<String, Predicate<ParticipantDetail>> FLAGS = Map.of(
            "win", p -> p.participant.win(),
            "gameEndedInEarlySurrender", p -> p.played().remake(),
            "teamEarlySurrendered", p -> p.played().remake() && !p.participant.win(),
            "gameEndedInSurrender", p -> p.played().ending() == Ending.SURRENDERED,
            "firstBloodKill", p -> p.participant.number() == p.firstAt(22),
            "firstTowerKill", p -> p.turretTakedowns > 0 && p.participant.number() == p.firstAt(23));

    private static final Map<String, Function<ParticipantDetail, String>> TEXTS = Map.ofEntries(
            entry("puuid", p -> p.participant.player().puuid()),
            entry("summonerId", p -> p.participant.player().summonerId()),
            entry("championName", p -> p.participant.champion().name()),
            entry("summonerName", FieldValues::summonerName),
            entry("riotIdName", p -> ""),
            entry("riotIdGameName", p -> p.participant.player().gameName()),
            entry("riotIdTagline", FieldValues::riotIdTagline),
            entry("teamPosition", FieldValues::teamPosition),
            entry("individualPosition", FieldValues::individualPosition),
            entry("lane", FieldValues::lane),
            entry("role", FieldValues::role));

    private FieldValues() {}

    /** A whole number by its name. */
    static ToIntFunction<ParticipantDetail> number(String name) {
        ToIntFunction<ParticipantDetail> number = NUMBERS.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "Cannot find a number named " + name + ": FieldValues has none; add it or correct the table");
        }
        return number;
    }

    /** A rule that writes a value of any type, by its name. */
    static FieldRule named(String name) {
        if (FRACTIONS.containsKey(name)) {
            ToDoubleFunction<ParticipantDetail> fraction = FRACTIONS.get(name);
            return (participant, json) -> json.writeNumber(fraction.applyAsDouble(participant));
        }
        if (FLAGS.containsKey(name)) {
            Predicate<ParticipantDetail> flag = FLAGS.get(name);
            return (participant, json) -> json.writeBoolean(flag.test(participant));
        }
        if (TEXTS.containsKey(name)) {
            Function<ParticipantDetail, String> text = TEXTS.get(name);
            return (participant, json) -> json.writeString(text.apply(participant));
        }
        if (FieldStructures.BY_NAME.containsKey(name)) {
            return FieldStructures.BY_NAME.get(name);
        }
        ToIntFunction<ParticipantDetail> number = number(name);
        return (participant, json) -> json.writeNumber(number.applyAsInt(participant));
    }

    private static String summonerName(ParticipantDetail participant) {
        return participant.match.since(Patch.NO_SUMMONER_NAMES_SINCE)
                ? ""
                : participant.participant.player().gameName();
    }

    private static String riotIdTagline(ParticipantDetail participant) {
        return participant.match.since(Patch.RIOT_IDS_SINCE)
                ? participant.participant.player().tagline()
                : "";
    }

    private static String teamPosition(ParticipantDetail participant) {
        return participant.played().patch().equals(Patch.WITHOUT_POSITIONS)
                ? ""
                : participant.participant.position().teamPosition();
    }

    private static String individualPosition(ParticipantDetail participant) {
        Position position = participant.participant.position();
        return position == Position.NONE ? "Invalid" : position.teamPosition();
    }

    private static String lane(ParticipantDetail participant) {
        return switch (participant.participant.position()) {
            case TOP -> "TOP";
            case MIDDLE -> "MIDDLE";
            case BOTTOM, UTILITY -> "BOTTOM";
            case JUNGLE, NONE -> "JUNGLE";
        };
    }

    private static String role(ParticipantDetail participant) {
        return switch (participant.participant.position()) {
            case TOP, MIDDLE -> "SOLO";
            case BOTTOM -> "CARRY";
            case UTILITY -> "SUPPORT";
            case JUNGLE, NONE -> "NONE";
        };
    }
}
