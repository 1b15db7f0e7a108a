package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Participants of generated matches over some weeks, patches and queues, published as the job would, and the figures that an
 * independent computation finds in them: by {@code BigDecimal}, from the participants, without any cube.
 */
final class History {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int DAYS = 21;
    static final List<String> CHAMPIONS = List.of("Ahri", "Braum", "Caitlyn", "Darius", "Kaisa", "MonkeyKing", "Nunu");
    static final List<Integer> QUEUES = List.of(420, 440, 450);
    /** Their order is not that of their letters. */
    static final List<String> PATCHES = List.of("16.9", "16.10", "16.11");

    private static final List<String> LANES = List.of("TOP", "JUNGLE", "MIDDLE", "BOTTOM", "UTILITY");
    private static final int MATCHES_A_DAY = 12;

    final List<Participant> participants = new ArrayList<>();

    /** One player of one match. */
    record Participant(
            LocalDate date,
            String patch,
            int queue,
            String match,
            String position,
            String champion,
            boolean win,
            Map<Measure, Long> values) {}

    /** The figures of a name by another way. */
    record Expected(
            long games, long wins, BigDecimal winRate, BigDecimal pickRate, Map<Measure, BigDecimal> averages) {}

    History(long seed) {
        Random random = new Random(seed);
        for (int day = 0; day < DAYS; day++) {
            for (int match = 0; match < MATCHES_A_DAY; match++) {
                addMatch(
                        random, FIRST.plusDays(day), PATCHES.get(day * PATCHES.size() / DAYS), "M" + day + "-" + match);
            }
        }
    }

    private void addMatch(Random random, LocalDate date, String patch, String id) {
        int queue = QUEUES.get(random.nextInt(QUEUES.size()));
        boolean blueWins = random.nextBoolean();
        for (int player = 0; player < 10; player++) {
            Map<Measure, Long> values = new HashMap<>();
            for (Measure measure : Measure.values()) {
                values.put(measure, (long) random.nextInt(2_000));
            }
            boolean win = (player < 5) == blueWins;
            values.put(Measure.GAMES, 1L);
            values.put(Measure.WINS, win ? 1L : 0L);
            participants.add(new Participant(
                    date,
                    patch,
                    queue,
                    id,
                    queue == 450 ? "NONE" : LANES.get(player % 5),
                    CHAMPIONS.get(random.nextInt(CHAMPIONS.size())),
                    win,
                    values));
        }
    }

    /** Every date, and all of them. */
    InMemoryViews publish() {
        InMemoryViews views = new InMemoryViews();
        Map<LocalDate, List<Participant>> byDate =
                participants.stream().collect(Collectors.groupingBy(Participant::date));
        byDate.forEach((date, ones) -> views.publish(date.toString(), "run-" + date, parts(ones)));
        Map<String, CubePart> all = new HashMap<>(parts(participants));
        all.put("*", part(participants));
        return views.publish("all", "run-all.0021", all);
    }

    /** The view of all dates under another version, while the first is let go of. */
    void publishAgain(InMemoryViews views) {
        Map<String, CubePart> all = new HashMap<>(parts(participants));
        all.put("*", part(participants));
        views.publish("all", "run-again.0001", all).expire("all", "run-all.0021");
    }

    private static Map<String, CubePart> parts(List<Participant> ones) {
        return ones.stream().collect(Collectors.groupingBy(Participant::patch)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> part(entry.getValue())));
    }

    private static CubePart part(List<Participant> ones) {
        record Cell(int queue, String position, String champion) {}
        Map<Cell, Map<Measure, Long>> cells = new HashMap<>();
        Map<Integer, Set<String>> matches = new HashMap<>();
        for (Participant one : ones) {
            Map<Measure, Long> cell = cells.computeIfAbsent(
                    new Cell(one.queue(), one.position(), one.champion()), any -> new HashMap<>());
            one.values().forEach((measure, value) -> cell.merge(measure, value, Long::sum));
            matches.computeIfAbsent(one.queue(), any -> new HashSet<>()).add(one.match());
        }
        return new CubePart(
                cells.entrySet().stream()
                        .map(cell -> new CubeRow(
                                cell.getKey().queue(),
                                cell.getKey().position(),
                                cell.getKey().champion(),
                                Sums.of(cell.getValue()::get)))
                        .toList(),
                matches.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry ->
                        (long) entry.getValue().size())));
    }

    Map<String, Expected> expected(
            Predicate<Participant> inSelection, Predicate<Participant> counts, Function<Participant, String> name) {
        List<Participant> selected = participants.stream().filter(inSelection).toList();
        long matches = selected.stream().map(Participant::match).distinct().count();
        Map<String, Expected> expected = new TreeMap<>();
        selected.stream()
                .filter(counts)
                .collect(Collectors.groupingBy(name))
                .forEach((one, games) -> expected.put(one, expected(games, matches)));
        return expected;
    }

    private static Expected expected(List<Participant> games, long matches) {
        long wins = games.stream().filter(Participant::win).count();
        Map<Measure, BigDecimal> averages = new HashMap<>();
        for (Measure measure : Measure.values()) {
            BigDecimal sum = games.stream()
                    .map(game -> BigDecimal.valueOf(game.values().get(measure), measure.isDecimal() ? 2 : 0))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            averages.put(measure, sum.divide(BigDecimal.valueOf(games.size()), 2, RoundingMode.HALF_UP));
        }
        return new Expected(games.size(), wins, percent(wins, games.size()), percent(games.size(), matches), averages);
    }

    private static BigDecimal percent(long part, long whole) {
        return new BigDecimal(part * 100).divide(new BigDecimal(whole), 2, RoundingMode.HALF_UP);
    }
}
