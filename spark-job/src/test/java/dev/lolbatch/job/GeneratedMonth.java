package dev.lolbatch.job;

import dev.lolbatch.generator.Form;
import dev.lolbatch.generator.GeneratedMatch;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import dev.lolbatch.generator.GeneratedParticipant;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.MatchGenerator;
import dev.lolbatch.job.oracle.Oracle;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows that the lake has of January 2026, three patches long: both forms, every mode, remakes, records that come twice,
 * corrected, late or out of order, names and positions in all their spellings, missing values, and rows that each cleaning rule
 * removes. Equal seeds give equal rows.
 */
final class GeneratedMonth {
    static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    static final LocalDate LAST = LocalDate.parse("2026-01-31");

    private static final int PARTITIONS = 3;

    /** What makes a participant of no use, by all rules but the first. */
    private static final List<Consumer<Map<String, Object>>> FAULTS = List.of(
            row -> row.put("summoner_name", null),
            row -> row.put("summoner_name", " "),
            row -> row.put("participant_id", ""),
            row -> row.put("champion_name", null),
            row -> row.put("champion_name", ""),
            row -> row.put("kills", -1),
            row -> row.put("kills", null),
            row -> row.put("deaths", -1),
            row -> row.put("deaths", null),
            row -> row.put("assists", -1),
            row -> row.put("assists", null),
            row -> row.put("gold_earned", 0),
            row -> row.put("gold_earned", null),
            row -> row.put("match_duration", 0),
            row -> row.put("match_duration", null));

    /** What a participant may lack, or have strangely, and still count; what is the match's is one for all of its rows. */
    private static final List<Consumer<Map<String, Object>>> ODDITIES = List.of(
            row -> row.put("total_damage", null),
            row -> row.put("total_damage", -7),
            row -> row.put("cs", null),
            row -> row.put("vision_score", null),
            row -> row.put("kda", null),
            row -> row.put("kda", 2.675),
            row -> row.put("win", null),
            row -> row.put("position", null),
            row -> row.put("position", "Invalid"));

    private final SplittableRandom random;
    private final Map<String, List<String>> spellings;
    private final List<List<LakeRow>> records = new ArrayList<>();
    private final List<List<LakeRow>> heldBack = new ArrayList<>();
    private final Set<LocalDate> datesToHaveARowWithoutMatchId =
            new HashSet<>(List.of(FIRST.plusDays(4), FIRST.plusDays(19)));
    private final long[] offsets = new long[PARTITIONS];
    private int messages;
    private int faults;
    private int oddities;

    private GeneratedMonth(long seed) {
        this.random = new SplittableRandom(seed);
        this.spellings = Oracle.championSpellings().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** The rows of each record, in the order of their commits; the last tenth has more of the late ones. */
    static List<List<LakeRow>> records(long seed, int matches) {
        GeneratedMonth month = new GeneratedMonth(seed);
        GeneratorSettings settings = GeneratorSettings.onDates(seed, matches, FIRST, LAST)
                .withFlatShare(0.3)
                .withDuplicateShare(0.2)
                .withLateShare(0.1);
        new MatchGenerator(settings).messages().map(MatchMessage.class::cast).forEach(month::add);
        month.records.addAll(month.heldBack);
        return month.records;
    }

    private void add(MatchMessage message) {
        // Two records after each other have one timestamp, so that partition and offset decide between them, too.
        Instant timestamp = message.match().start().plus(Duration.ofHours(1)).plusMillis(messages / 2);
        messages++;
        int partition = random.nextInt(PARTITIONS);
        offsets[partition] += 1 + random.nextInt(2);
        boolean late = random.nextInt(100) < 4;
        // A partition that lags brings old records late, which replace none of the newer ones.
        Instant ingested = late && random.nextBoolean() ? timestamp.plus(Duration.ofDays(40)) : timestamp;
        List<LakeRow> rows = rows(message, partition, ingested);
        if (late) {
            heldBack.add(rows);
        } else {
            records.add(rows);
        }
    }

    private List<LakeRow> rows(MatchMessage message, int partition, Instant ingested) {
        GeneratedMatch match = message.match();
        int spelling = random.nextInt(3);
        List<LakeRow> rows = new ArrayList<>();
        for (GeneratedParticipant participant : match.participants()) {
            Map<String, Object> row = new HashMap<>(
                    message.form() == Form.FLAT ? flat(match, participant, spelling) : v5(match, participant));
            row.put("match_id", match.matchId());
            row.put("match_timestamp", match.start().toEpochMilli());
            row.put("match_date", match.date());
            row.put("match_duration", match.durationSeconds());
            row.put("team_id", participant.teamId());
            row.put("win", participant.win());
            row.put("kills", participant.score().kills());
            row.put("deaths", participant.score().deaths());
            row.put("assists", participant.score().assists());
            row.put("gold_earned", participant.score().gold());
            row.put("total_damage", participant.score().damage());
            row.put("cs", participant.score().cs());
            row.put("vision_score", participant.score().visionScore());
            row.put("kafka_partition", partition);
            row.put("kafka_offset", offsets[partition]);
            row.put("ingestion_timestamp", ingested);
            rows.add(row(spoilt(row)));
        }
        if (datesToHaveARowWithoutMatchId.remove(match.date())) {
            rows.add(row(withoutMatchId(rows.get(0))));
        }
        return rows;
    }

    private Map<String, Object> v5(GeneratedMatch match, GeneratedParticipant participant) {
        Map<String, Object> row = new HashMap<>();
        row.put("participant_id", participant.player().puuid());
        row.put("puuid", participant.player().puuid());
        row.put("summoner_name", participant.player().riotId());
        row.put("champion_name", participant.champion().name());
        row.put("champion_id", participant.champion().id());
        row.put("position", participant.position().teamPosition());
        row.put("kda", participant.score().kda());
        row.put("game_version", match.gameId() % 40 == 0 ? "unknown" : match.patch() + ".691.9951");
        row.put("queue_id", match.queue().id());
        row.put("game_mode", match.queue().gameMode());
        row.put("platform_id", match.platformId());
        row.put("subteam_id", participant.subteamId());
        row.put("early_surrender", match.remake());
        row.put("end_of_game_result", "GameComplete");
        return row;
    }

    private Map<String, Object> flat(GeneratedMatch match, GeneratedParticipant participant, int spelling) {
        Map<String, Object> row = new HashMap<>();
        row.put("participant_id", participant.player().gameName() + "/" + participant.number());
        row.put("summoner_name", participant.player().gameName());
        row.put("champion_name", spelt(participant.champion().name()));
        row.put("position", spelt(participant, spelling));
        row.put("kda", Math.round(participant.score().kda() * 100) / 100.0);
        // A producer of the flat form that knows a little more, so that a remake is one in this form, too.
        row.put("early_surrender", match.remake() ? true : null);
        return row;
    }

    private String spelt(String champion) {
        List<String> known =
                spellings.getOrDefault(champion.equals("FiddleSticks") ? "Fiddlesticks" : champion, List.of(champion));
        return known.get(random.nextInt(known.size()));
    }

    private static String spelt(GeneratedParticipant participant, int spelling) {
        return switch (participant.position()) {
            case TOP -> List.of("TOP", "top", " Top ").get(spelling);
            case JUNGLE -> List.of("JUNGLE", "jgl", "Jungle").get(spelling);
            case MIDDLE -> List.of("MIDDLE", "mid", "MID").get(spelling);
            case BOTTOM -> List.of("bot", "ADC", "Bottom").get(spelling);
            case UTILITY -> List.of("support", "SUP", "utility").get(spelling);
            case NONE -> List.of("", "none", " ").get(spelling);
        };
    }

    private Map<String, Object> spoilt(Map<String, Object> row) {
        int chance = random.nextInt(100);
        if (chance == 0) {
            FAULTS.get(faults++ % FAULTS.size()).accept(row);
        } else if (chance == 1) {
            ODDITIES.get(oddities++ % ODDITIES.size()).accept(row);
        }
        return row;
    }

    private static Map<String, Object> withoutMatchId(LakeRow row) {
        Map<String, Object> without = new HashMap<>(row.values());
        without.put("match_id", "");
        return without;
    }

    private static LakeRow row(Map<String, Object> values) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String column : LakeRow.SCHEMA.fieldNames()) {
            ordered.put(column, values.get(column));
        }
        return new LakeRow(ordered);
    }
}
