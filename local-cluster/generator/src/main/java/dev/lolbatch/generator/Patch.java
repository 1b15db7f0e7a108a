package dev.lolbatch.generator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * A version of the game, such as 15.13.
 *
 * @param season the first number: the year less 2010
 * @param number the second number, from 1
 */
public record Patch(int season, int number) implements Comparable<Patch> {
    private static final int FIRST_DAY_OF_SEASON = 8;
    private static final int DAYS_PER_PATCH = 14;
    private static final int LAST_OF_SEASON = 24;
    private static final Comparator<Patch> ORDER =
            Comparator.comparingInt(Patch::season).thenComparingInt(Patch::number);

    /** Durations are in milliseconds, and {@code gameEndTimestamp} is absent, before this one. */
    static final Patch SECONDS_SINCE = new Patch(11, 20);

    /** Riot ids are filled from here on. */
    static final Patch RIOT_IDS_SINCE = new Patch(13, 22);

    /** {@code summonerName} is empty from here on. */
    static final Patch NO_SUMMONER_NAMES_SINCE = new Patch(15, 1);

    /** Ranked matches of this one came with empty positions. */
    static final Patch WITHOUT_POSITIONS = new Patch(12, 4);

    /** Arena exists from here on. */
    static final Patch ARENA_SINCE = new Patch(13, 14);

    /** {@code endOfGameResult}, the Void's grubs and more came here. */
    static final Patch SEASON_14 = new Patch(14, 1);

    /** Atakhan and the feats of strength came here. */
    static final Patch SEASON_15 = new Patch(15, 1);

    /** {@code gameModeMutators} came here. */
    static final Patch MUTATORS_SINCE = new Patch(15, 18);

    /** The patch that was live at an instant, UTC: one every two weeks. */
    static Patch at(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        if (date.getDayOfYear() < FIRST_DAY_OF_SEASON) {
            return new Patch(date.getYear() - 2011, LAST_OF_SEASON);
        }
        int number = 1 + (date.getDayOfYear() - FIRST_DAY_OF_SEASON) / DAYS_PER_PATCH;
        return new Patch(date.getYear() - 2010, Math.min(number, LAST_OF_SEASON));
    }

    static Patch parse(String text) {
        int dot = text.indexOf('.');
        return new Patch(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    boolean isBefore(Patch other) {
        return compareTo(other) < 0;
    }

    /** The four numbers that Match-V5 writes. */
    String gameVersion() {
        return season + "." + number + "." + (570 + (season - 14) * 100 + number * 3) + "." + (1000 + number * 337);
    }

    @Override
    public int compareTo(Patch other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return season + "." + number;
    }
}
