package dev.lolbatch.ingest.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Texts that are JSON and roughly shaped like matches: known fields and unknown ones, twice or not at all, in any order,
 * with values of the right type, of another, or none; indented or not; names and texts in escapes.
 */
final class RandomMatchText {
    private static final String[] DOCUMENT = {"match_id", "timestamp", "duration", "unknown", "metadatas", "inf", ""};
    private static final String[] METADATA = {"matchId", "dataVersion", "matchid"};
    private static final String[] INFO = {
        "gameStartTimestamp",
        "gameCreation",
        "gameEndTimestamp",
        "gameDuration",
        "gameVersion",
        "queueId",
        "gameMode",
        "platformId",
        "endOfGameResult",
        "mapId",
        "teams"
    };
    private static final String[] PARTICIPANT = {
        "puuid",
        "riotIdGameName",
        "riotIdName",
        "riotIdTagline",
        "summonerName",
        "championName",
        "championId",
        "teamPosition",
        "teamId",
        "playerSubteamId",
        "win",
        "kills",
        "deaths",
        "assists",
        "goldEarned",
        "totalDamageDealtToChampions",
        "totalMinionsKilled",
        "neutralMinionsKilled",
        "visionScore",
        "gameEndedInEarlySurrender",
        "summoner_name",
        "champion_name",
        "position",
        "team_id",
        "kda",
        "gold_earned",
        "total_damage",
        "cs",
        "vision_score",
        "challenges",
        "wins",
        "totalDamageDealtToChampionz"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "7",
        "100",
        "1768298400000",
        "1768298400",
        "2147483648",
        "-2147483649",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "1" + "0".repeat(70),
        "0.5",
        "-0.0",
        "3.25",
        "12.000",
        "1e3",
        "1E+2",
        "25e-1",
        "1e400",
        "1e-400",
        "1e401",
        "123456789012345.678",
        "0.74468085106382986",
        "1.7976931348623157e308",
        "1e999999999",
        "1200.0"
    };
    private static final String[] QUOTED = {"7", " 7 ", "+7", "1.5", ".5", "5.", "0x7", "seven", "", "\\u0037", "1e2"};
    private static final String[] TEXTS = {
        "EUW1_7",
        "",
        " ",
        "Ahri",
        "\u00c6sir",
        "\uc820\uc9c0 \ud55c\ubcc4",
        "\ud83d\udc09",
        "\\ud83d\\udc09",
        "\\ud800",
        "a\\\"b\\\\c\\/d",
        "\\b\\f\\n\\r\\t",
        "\\u004b\\u00C6R_1",
        "P",
        "P",
        "seven78",
        "eight890",
        "nine89012",
        "sixteen890123456"
    };

    private final Random random;

    RandomMatchText(Random random) {
        this.random = random;
    }

    byte[] next() {
        List<String> fields = fields(DOCUMENT, 3);
        if (random.nextBoolean()) {
            mostly(fields, "match_id", this::text);
            mostly(fields, "timestamp", this::timestamp);
            mostly(fields, "participants", this::participants);
        } else {
            mostly(fields, "metadata", () -> object(metadata()));
            mostly(fields, "info", () -> object(info()));
        }
        return object(shuffled(fields)).getBytes(UTF_8);
    }

    private List<String> metadata() {
        List<String> fields = fields(METADATA, 2);
        mostly(fields, "matchId", this::text);
        return shuffled(fields);
    }

    private List<String> info() {
        List<String> fields = fields(INFO, 5);
        mostly(fields, "gameCreation", this::timestamp);
        mostly(fields, "participants", this::participants);
        return shuffled(fields);
    }

    private String participants() {
        List<String> participants = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            participants.add(wrong() ? anything(2) : object(fields(PARTICIPANT, 8)));
        }
        return "[" + String.join(",", participants) + "]";
    }

    private List<String> fields(String[] names, int most) {
        List<String> fields = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            String name = names[random.nextInt(names.length)];
            fields.add(field(name, wrong() ? anything(3) : plausible(name)));
        }
        return fields;
    }

    /** Once, seldom twice or never. */
    private void mostly(List<String> fields, String name, Supplier<String> value) {
        int times = rarely() ? random.nextInt(3) : 1;
        for (int i = 0; i < times; i++) {
            fields.add(field(name, wrong() ? anything(3) : value.get()));
        }
    }

    private String field(String name, String value) {
        return space() + "\"" + (rarely() ? escaped(name) : name) + "\"" + space() + ":" + space() + value + space();
    }

    /** Of the type that the field has in a match, by its name. */
    private String plausible(String name) {
        if (name.equals("win") || name.startsWith("gameEnded")) {
            return random.nextBoolean() ? "true" : "false";
        }
        boolean text = name.matches(".*(uuid|ame|agline|osition|match_?[iI]d|Version|Mode|platformId|Result)");
        return text ? text() : number();
    }

    private String anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> text();
            case 4 -> number();
            case 5 -> "\"" + QUOTED[random.nextInt(QUOTED.length)] + "\"";
            case 6 -> object(random.nextBoolean() ? List.of() : List.of(field("kills", anything(depth - 1))));
            default -> "[" + space() + (random.nextBoolean() ? "" : anything(depth - 1)) + "]";
        };
    }

    private String text() {
        return "\"" + TEXTS[random.nextInt(TEXTS.length)] + "\"";
    }

    private String timestamp() {
        return rarely() ? number() : Long.toString(1_700_000_000_000L + random.nextInt());
    }

    private String number() {
        return wrong() ? NUMBERS[random.nextInt(NUMBERS.length)] : Integer.toString(random.nextInt(30_000));
    }

    private String object(List<String> fields) {
        return "{" + String.join(",", fields) + space() + "}";
    }

    private List<String> shuffled(List<String> fields) {
        Collections.shuffle(fields, random);
        return fields;
    }

    private String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.chars()
                .forEach(c ->
                        escaped.append(random.nextBoolean() ? String.format("\\u%04x", c) : Character.toString(c)));
        return escaped.toString();
    }

    private String space() {
        return rarely() ? " \t\r\n".substring(random.nextInt(4)) + " ".repeat(random.nextInt(20)) : "";
    }

    private boolean rarely() {
        return random.nextInt(10) == 0;
    }

    // Seldom enough that many of a text's values are of the right type, all of them now and then.
    private boolean wrong() {
        return random.nextInt(40) == 0;
    }
}
