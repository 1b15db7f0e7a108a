package dev.lolbatch.orchestrator.pages;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How figures, times and names are written on pages. */
final class Shown {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
    private static final Map<String, String> POSITIONS = Map.of(
            "TOP", "Top",
            "JUNGLE", "Jungle",
            "MIDDLE", "Middle",
            "BOTTOM", "Bottom",
            "UTILITY", "Support",
            "NONE", "No position");
    private static final Map<Integer, String> QUEUES = Map.of(
            0, "Custom",
            400, "Normal draft",
            420, "Ranked solo/duo",
            430, "Normal blind",
            440, "Ranked flex",
            450, "ARAM",
            490, "Quickplay",
            700, "Clash",
            900, "ARURF",
            1700, "Arena");

    private Shown() {}

    @TemplateExtension
    static String utc(Instant moment) {
        return MOMENT.format(moment) + " UTC";
    }

    @TemplateExtension
    static String longDay(LocalDate date) {
        return DAY.format(date);
    }

    /** 1 h 2 min, 3 min 4 s, 5 s: the two units that matter. */
    @TemplateExtension
    static String took(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : Math.max(0, duration.toSeconds()) + " s";
    }

    /** With commas between thousands. */
    @TemplateExtension
    static String grouped(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(Math.abs(number)));
        for (int place = digits.length() - 3; place > 0; place -= 3) {
            digits.insert(place, ',');
        }
        return number < 0 ? "-" + digits : digits.toString();
    }

    @TemplateExtension
    static String position(String name) {
        return POSITIONS.getOrDefault(name, name);
    }

    static String queue(int id) {
        return QUEUES.getOrDefault(id, "Queue " + id);
    }

    /** What is between spaces, each to stay on one line. */
    @TemplateExtension
    static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    @TemplateExtension
    static String segment(String text) {
        return PageQuery.encoded(text);
    }

    static String rounded(BigDecimal number, int places) {
        BigDecimal shown = number.setScale(places, RoundingMode.HALF_UP);
        return places > 0 ? shown.toPlainString() : grouped(shown.longValueExact());
    }

    static String percent(BigDecimal rate) {
        return rounded(rate, 1) + "%";
    }

    /** With its sign, whichever it is. */
    static String points(BigDecimal difference) {
        BigDecimal shown = difference.setScale(1, RoundingMode.HALF_UP);
        return (shown.signum() > 0 ? "+" : "") + shown.toPlainString().replace('-', '−');
    }

    /** First and last of some dates. */
    static String span(Optional<LocalDate> first, Optional<LocalDate> last) {
        return first.equals(last)
                ? first.map(LocalDate::toString).orElse("")
                : first.map(LocalDate::toString).orElse("") + " to "
                        + last.map(LocalDate::toString).orElse("");
    }

    /** Whole seconds are enough for people. */
    static Duration between(Instant from, Instant to) {
        return Duration.between(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
    }
}
