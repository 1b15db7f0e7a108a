package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.stats.History.Expected;
import dev.lolbatch.orchestrator.stats.History.Participant;
import dev.lolbatch.orchestrator.stats.StatsService.Subject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatsServiceTest {
    private final History history = new History(42);
    private final InMemoryViews views = history.publish();
    private final StatsService stats = new StatsService(views);

    /** Each of some values of every filter with each of the others. */
    static Stream<StatsFilter> everyCombinationOfFilters() {
        List<StatsFilter> filters = new ArrayList<>();
        List<List<Optional<LocalDate>>> ranges = List.of(
                List.of(Optional.empty(), Optional.empty()),
                List.of(Optional.of(History.FIRST.plusDays(5)), Optional.of(History.FIRST.plusDays(9))),
                List.of(Optional.of(History.FIRST.plusDays(3)), Optional.of(History.FIRST.plusDays(3))),
                List.of(Optional.of(History.FIRST.plusDays(12)), Optional.empty()),
                List.of(Optional.empty(), Optional.of(History.FIRST.plusDays(8))));
        for (List<Optional<LocalDate>> range : ranges) {
            for (String patch : List.of("", "16.10")) {
                for (int queue : List.of(0, 420)) {
                    for (String position : List.of("", "JUNGLE")) {
                        for (String champion : List.of("", "Kaisa")) {
                            filters.add(new StatsFilter(
                                    range.get(0),
                                    range.get(1),
                                    given(patch),
                                    queue == 0 ? OptionalInt.empty() : OptionalInt.of(queue),
                                    given(position),
                                    given(champion)));
                        }
                    }
                }
            }
        }
        return filters.stream();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everyCombinationOfFilters")
    void rowsAreThoseOfAnIndependentComputation(StatsFilter filter) {
        for (Subject subject : Subject.values()) {
            // Given
            Map<String, Expected> expected = history.expected(inSelection(filter), counts(filter), name(subject));

            // When
            StatsAnswer answer = rows(subject, filter, RowRequest.ALL);

            // Then
            assertThat(answer.rows()).extracting(StatsRow::name).containsExactlyInAnyOrderElementsOf(expected.keySet());
            answer.rows().forEach(row -> assertEquals(row, expected.get(row.name())));
            assertThat(answer.basis().matches()).isEqualTo(matches(filter));
            assertThat(answer.basis().participants())
                    .isEqualTo(expected.values().stream()
                            .mapToLong(Expected::games)
                            .sum());
        }
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void rowsComeInTheOrderOfAnyFigure(Figure figure) {
        // Given
        Comparator<StatsRow> ascending = (one, other) -> compare(one, other, figure);

        for (Figure.Order order : Figure.Order.values()) {
            // When
            List<StatsRow> rows = rows(
                            Subject.CHAMPION, StatsFilter.NONE, new RowRequest(0, figure, order, Integer.MAX_VALUE))
                    .rows();

            // Then
            assertThat(rows).hasSameSizeAs(History.CHAMPIONS);
            assertThat(rows)
                    .isSortedAccordingTo((order == Figure.Order.ASC ? ascending : ascending.reversed())
                            .thenComparing(StatsRow::name));
        }
    }

    @Test
    void rowsOfFewGamesAreLeftOutAndTheOthersCut() {
        // Given
        List<StatsRow> all =
                rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL).rows();
        long least = all.get(3).figures().gamesPlayed();

        // When
        List<StatsRow> some = rows(
                        Subject.CHAMPION,
                        StatsFilter.NONE,
                        new RowRequest(least, Figure.GAMES_PLAYED, Figure.Order.DESC, 2))
                .rows();

        // Then
        assertThat(some).isEqualTo(all.subList(0, 2));
        assertThat(rows(
                                Subject.CHAMPION,
                                StatsFilter.NONE,
                                new RowRequest(least + 1, Figure.GAMES_PLAYED, Figure.Order.DESC, 9))
                        .rows())
                .allSatisfy(row -> assertThat(row.figures().gamesPlayed()).isGreaterThan(least));
    }

    @Test
    void aChangeIsFromThePatchBeforeToTheNewestOrToTheOneThatIsAskedFor() {
        // Given
        Map<String, Expected> ninth = ofPatch("16.9");
        Map<String, Expected> tenth = ofPatch("16.10");
        Map<String, Expected> eleventh = ofPatch("16.11");

        // When
        StatsRow newest = row(rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL), "Ahri");
        StatsRow asked = row(rows(Subject.CHAMPION, StatsFilter.NONE.ofPatch("16.10"), RowRequest.ALL), "Ahri");
        StatsRow oldest = row(rows(Subject.CHAMPION, StatsFilter.NONE.ofPatch("16.9"), RowRequest.ALL), "Ahri");

        // Then
        assertThat(newest.figures().change())
                .contains(change("16.11", eleventh.get("Ahri"), "16.10", tenth.get("Ahri")));
        assertThat(asked.figures().change()).contains(change("16.10", tenth.get("Ahri"), "16.9", ninth.get("Ahri")));
        assertThat(oldest.figures().change()).isEmpty();
    }

    @Test
    void aProfileIsSplitByPositionPatchAndDay() {
        // When
        Profile profile = profile(Subject.CHAMPION, "kai'sa", StatsFilter.NONE);

        // Then
        Predicate<Participant> hers = one -> one.champion().equals("Kaisa");
        assertEquals(
                profile.total(),
                history.expected(any -> true, hers, Participant::champion).get("Kaisa"));
        assertSplit(profile.split(), history.expected(any -> true, hers, Participant::position));
        assertThat(profile.patches()).extracting(StatsRow::name).containsExactly("16.11", "16.10", "16.9");
        profile.patches()
                .forEach(patch -> assertEquals(patch, ofPatch(patch.name()).get("Kaisa")));
        assertThat(profile.days())
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparing(StatsRow::name).reversed());
        profile.days()
                .forEach(day -> assertEquals(
                        day,
                        history.expected(one -> one.date().toString().equals(day.name()), hers, Participant::champion)
                                .get("Kaisa")));
        assertThat(profile.days().stream()
                        .mapToLong(day -> day.figures().gamesPlayed())
                        .sum())
                .isEqualTo(profile.total().figures().gamesPlayed());
    }

    @Test
    void aProfileOfAPositionHasItsChampions() {
        // When
        Profile profile = profile(Subject.POSITION, "jg", StatsFilter.NONE);

        // Then
        assertThat(profile.total().name()).isEqualTo("JUNGLE");
        assertSplit(
                profile.split(),
                history.expected(any -> true, one -> one.position().equals("JUNGLE"), Participant::champion));
    }

    @Test
    void anAnswerSaysWhatItStandsOn() {
        // When
        Basis all = rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL).basis();
        Basis dates = rows(
                        Subject.CHAMPION,
                        StatsFilter.NONE.ofDates(History.FIRST.plusDays(2), History.FIRST.plusDays(3)),
                        RowRequest.ALL)
                .basis();

        // Then
        assertThat(all.views()).containsExactly(new Basis.View("all", "run-all", 7, InMemoryViews.PUBLISHED_AT));
        assertThat(all.firstDate()).contains(History.FIRST);
        assertThat(all.dates()).isEqualTo(History.DAYS);
        assertThat(dates.views()).extracting(Basis.View::view).containsExactly("2026-01-03", "2026-01-04");
        assertThat(dates.lastDate()).contains(LocalDate.of(2026, 1, 4));
        assertThat(dates.publishedAt()).contains(InMemoryViews.PUBLISHED_AT);
    }

    @Test
    void beforeTheFirstRunThereIsNothing() {
        // Given
        InMemoryViews empty = new InMemoryViews();

        // When
        StatsAnswer answer = new StatsService(empty)
                .rows(empty.published(), Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL)
                .await()
                .indefinitely();

        // Then
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.basis())
                .isEqualTo(new Basis(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0));
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThatThrownBy(() -> profile(Subject.CHAMPION, "Nobody", StatsFilter.NONE))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_CHAMPION))
                .hasMessageStartingWith(
                        "Cannot find champion \"Nobody\": no run has counted a game of it; the nearest");
        assertThatThrownBy(() -> profile(Subject.POSITION, "goalkeeper", StatsFilter.NONE))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_POSITION))
                .hasMessage("Cannot find position \"goalkeeper\": there is none of this name; use TOP, JUNGLE, MIDDLE,"
                        + " BOTTOM, UTILITY, or NONE for modes without positions");
        assertThatThrownBy(() -> profile(Subject.CHAMPION, "Ahri", StatsFilter.NONE.ofPatch("99.1")))
                .hasMessage(
                        "Cannot show Ahri: no run has counted a game of it with these filters; ask for fewer of them");
    }

    @Test
    void aPartIsReadOnce() {
        // When
        rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL);
        int first = views.partsRead();
        rows(Subject.POSITION, StatsFilter.NONE, RowRequest.ALL);

        // Then
        assertThat(first).isEqualTo(3);
        assertThat(views.partsRead()).isEqualTo(first);
    }

    @Test
    void namesOfChampionsAreMadeOnceForWhatIsPublished() {
        // Given a part that is too large to be kept
        CubeRow row = new CubeRow(420, "TOP", "Ahri", Sums.of(measure -> 1));
        InMemoryViews large = new InMemoryViews()
                .publish("all", "v1", Map.of(Patch.ALL, new CubePart(Collections.nCopies(200_001, row), Map.of())));
        StatsService service = new StatsService(large);

        // When
        for (int call = 0; call < 30; call++) {
            StatsFilter named = service.named(large.published(), StatsFilter.NONE.ofChampion(Optional.of("ahri")))
                    .await()
                    .indefinitely();
            assertThat(named.champion()).contains("Ahri");
        }

        // Then
        assertThat(large.partsRead()).isEqualTo(1);

        // And when another is published
        CubeRow other = new CubeRow(420, "TOP", "Zed", Sums.of(measure -> 1));
        large.publish("all", "v2", Map.of(Patch.ALL, new CubePart(List.of(other), Map.of())));

        // Then
        assertThatThrownBy(() -> service.named(large.published(), StatsFilter.NONE.ofChampion(Optional.of("ahri")))
                        .await()
                        .indefinitely())
                .hasMessageContaining("the nearest names are Zed");
    }

    @Test
    void aVersionThatIsReplacedWhileItIsReadIsNotAnswered() {
        // Given
        PublishedViews before = views.published();
        views.beforePart(() -> history.publishAgain(views));

        // Then
        assertThatThrownBy(() -> stats.rows(before, Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL)
                        .await()
                        .indefinitely())
                .isInstanceOf(VersionGoneException.class);
        assertThat(rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL).rows())
                .hasSameSizeAs(History.CHAMPIONS);
    }

    @Test
    void aVersionThatVanishesBeforeItIsFoundIsNotAnswered() {
        // Given
        PublishedViews before = views.published();
        views.beforeVersion(() -> history.publishAgain(views));

        // Then
        assertThatThrownBy(() -> stats.rows(before, Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL)
                        .await()
                        .indefinitely())
                .isInstanceOf(VersionGoneException.class);
    }

    @Test
    void whatThereIsToChooseFromIsWhatIsPublished() {
        // When
        Choices choices = stats.choices(views.published()).await().indefinitely();

        // Then
        assertThat(choices)
                .isEqualTo(new Choices(List.of("16.11", "16.10", "16.9"), History.QUEUES, History.CHAMPIONS));
    }

    @Test
    void aPointerToNothingIsAFault() {
        // Given
        views.expire("all", "run-all.0021");

        // Then
        assertThatThrownBy(() -> rows(Subject.CHAMPION, StatsFilter.NONE, RowRequest.ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot read view all: active_views names version run-all.0021, and view_versions has no row"
                                + " of it; publish a new version with the job's --recompute-all");
    }

    private StatsAnswer rows(Subject subject, StatsFilter filter, RowRequest request) {
        return stats.rows(views.published(), subject, filter, request).await().indefinitely();
    }

    private Profile profile(Subject subject, String typed, StatsFilter filter) {
        return stats.profile(views.published(), subject, typed, filter).await().indefinitely();
    }

    private Map<String, Expected> ofPatch(String patch) {
        return history.expected(one -> one.patch().equals(patch), any -> true, Participant::champion);
    }

    private long matches(StatsFilter filter) {
        return history.participants.stream()
                .filter(inSelection(filter))
                .map(Participant::match)
                .distinct()
                .count();
    }

    private static Predicate<Participant> inSelection(StatsFilter filter) {
        return one -> filter.from().filter(one.date()::isBefore).isEmpty()
                && filter.to().filter(one.date()::isAfter).isEmpty()
                && filter.patch().filter(patch -> !patch.equals(one.patch())).isEmpty()
                && (filter.queue().isEmpty() || filter.queue().getAsInt() == one.queue());
    }

    private static Predicate<Participant> counts(StatsFilter filter) {
        return one -> filter.position()
                        .filter(position -> !position.equals(one.position()))
                        .isEmpty()
                && filter.champion()
                        .filter(champion -> !champion.equals(one.champion()))
                        .isEmpty();
    }

    private static Function<Participant, String> name(Subject subject) {
        return subject == Subject.CHAMPION ? Participant::champion : Participant::position;
    }

    private static Figures.Change change(String patch, Expected now, String previous, Expected then) {
        return new Figures.Change(
                patch,
                previous,
                now.winRate().subtract(then.winRate()),
                now.pickRate().subtract(then.pickRate()),
                then.games());
    }

    private static StatsRow row(StatsAnswer answer, String name) {
        return answer.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSplit(List<StatsRow> rows, Map<String, Expected> expected) {
        assertThat(rows).extracting(StatsRow::name).containsExactlyInAnyOrderElementsOf(expected.keySet());
        rows.forEach(row -> assertEquals(row, expected.get(row.name())));
    }

    private static void assertEquals(StatsRow row, Expected expected) {
        assertThat(row.figures().gamesPlayed()).isEqualTo(expected.games());
        assertThat(row.figures().wins()).isEqualTo(expected.wins());
        assertThat(row.figures().winRate()).isEqualTo(expected.winRate());
        assertThat(row.figures().pickRate()).isEqualTo(expected.pickRate());
        Map<Measure, Function<Figures, Object>> averages = Map.ofEntries(
                Map.entry(Measure.KILLS, Figures::avgKills),
                Map.entry(Measure.DEATHS, Figures::avgDeaths),
                Map.entry(Measure.ASSISTS, Figures::avgAssists),
                Map.entry(Measure.KDA, Figures::avgKda),
                Map.entry(Measure.GOLD_PER_MINUTE, Figures::avgGpm),
                Map.entry(Measure.DAMAGE_PER_MINUTE, Figures::avgDpm),
                Map.entry(Measure.CS_PER_MINUTE, Figures::avgCspm),
                Map.entry(Measure.KILL_PARTICIPATION, Figures::avgKillParticipation),
                Map.entry(Measure.TEAM_KILL_PARTICIPATION, Figures::avgTeamKillParticipation),
                Map.entry(Measure.GOLD_EARNED, Figures::avgGold),
                Map.entry(Measure.TOTAL_DAMAGE, Figures::avgDamage),
                Map.entry(Measure.CS, Figures::avgCs),
                Map.entry(Measure.VISION_SCORE, Figures::avgVisionScore),
                Map.entry(Measure.DURATION_SECONDS, Figures::avgDurationSeconds));
        averages.forEach((measure, figure) -> assertThat(figure.apply(row.figures()))
                .as(measure.name())
                .isEqualTo(expected.averages().get(measure)));
    }

    /** By reflection, so that the order is checked by another way than it is made. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(StatsRow one, StatsRow other, Figure figure) {
        if (figure == Figure.NAME) {
            return one.name().compareTo(other.name());
        }
        String accessor = Stream.of(Figures.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> name.equalsIgnoreCase(figure.name().replace("_", "")))
                .findFirst()
                .orElseThrow();
        try {
            Method value = Figures.class.getMethod(accessor);
            return ((Comparable) value.invoke(one.figures())).compareTo(value.invoke(other.figures()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
