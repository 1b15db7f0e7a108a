package dev.lolbatch.generator;

import java.util.SplittableRandom;

/**
 * A player, the same one in every match.
 *
 * @param gameName the Riot id before the #
 * @param tagline the Riot id after the #
 * @param puuid 78 characters, unique
 * @param summonerId 47 characters, unique
 * @param summonerLevel from 30
 * @param profileIcon Riot's number of the picture
 */
public record Player(
        String gameName, String tagline, String puuid, String summonerId, int summonerLevel, int profileIcon) {
    /** How many players each platform has. */
    static final int PER_PLATFORM = 4000;

    private static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** The player of a platform with a number below {@link #PER_PLATFORM}. */
    static Player of(Platform platform, int number) {
        SplittableRandom random = Seeds.random(platform.name().hashCode(), number, 11);
        String gameName = platform.name(random);
        String tagline = random.nextInt(5) > 0 ? platform.tagline() : Integer.toString(random.nextInt(1000, 10_000));
        return new Player(
                gameName,
                tagline,
                text(78, random),
                text(47, random),
                random.nextInt(30, 900),
                random.nextInt(1, 7000));
    }

    /** The name by which other players find this one. */
    public String riotId() {
        return gameName + "#" + tagline;
    }

    private static String text(int length, SplittableRandom random) {
        StringBuilder text = new StringBuilder(length);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 10 == 0) {
                bits = random.nextLong();
            }
            text.append(BASE64_URL.charAt((int) (bits & 63)));
            bits >>>= 6;
        }
        return text.toString();
    }
}
