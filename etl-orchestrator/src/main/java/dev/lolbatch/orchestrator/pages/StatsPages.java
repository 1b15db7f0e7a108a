package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.http.KeptAnswers;
import dev.lolbatch.orchestrator.http.Parameters;
import dev.lolbatch.orchestrator.http.StatsParameters;
import dev.lolbatch.orchestrator.pages.FiguresTable.Links;
import dev.lolbatch.orchestrator.pages.FiguresTable.Name;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.stats.Profile;
import dev.lolbatch.orchestrator.stats.Publication;
import dev.lolbatch.orchestrator.stats.RowRequest;
import dev.lolbatch.orchestrator.stats.StatsAnswer;
import dev.lolbatch.orchestrator.stats.StatsFilter;
import dev.lolbatch.orchestrator.stats.StatsRow;
import dev.lolbatch.orchestrator.stats.StatsService;
import dev.lolbatch.orchestrator.stats.StatsService.Subject;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Pages about champions and positions. Nothing here waits: what is published comes from memory, or continues the call. */
@Page
@Path("/")
@Produces(Page.HTML)
@NonBlocking
final class StatsPages {
    private static final String CHAMPIONS = "/champions/";
    private static final String POSITIONS = "/positions/";

    private final StatsService stats;
    private final Publication publication;
    private final KeptAnswers kept;

    StatsPages(StatsService stats, Publication publication, KeptAnswers kept) {
        this.stats = stats;
        this.publication = publication;
        this.kept = kept;
    }

    /** Which page it is, and of what: another when Cassandra is away, which it says. */
    private record Key(String url, String tagOfViews, Optional<Instant> staleSince) {}

    @GET
    // Who asks for anything is answered with the index, in JSON.
    @Produces(Page.HTML + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<byte[]> champions(@BeanParam StatsParameters parameters, @Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        return rows(
                Subject.CHAMPION,
                parameters,
                uri,
                (filters, ground, answer) -> Templates.champions(
                        filters,
                        ground,
                        FiguresTable.sortable(
                                "champions",
                                "Champions",
                                "Champion",
                                Column.of(Subject.CHAMPION),
                                answer.rows(),
                                new Links(query, parameters.rows(), champion(query))),
                        query.at("/stats/champions")));
    }

    @GET
    @Path("positions")
    @Operation(hidden = true)
    public Uni<byte[]> positions(@BeanParam StatsParameters parameters, @Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        return rows(
                Subject.POSITION,
                parameters,
                uri,
                (filters, ground, answer) -> Templates.positions(
                        filters,
                        ground,
                        FiguresTable.sortable(
                                "positions",
                                "Positions",
                                "Position",
                                Column.of(Subject.POSITION),
                                answer.rows(),
                                new Links(query, parameters.rows(), position(query))),
                        query.at("/stats/positions")));
    }

    @GET
    @Path("champions/{name}")
    @Operation(hidden = true)
    public Uni<byte[]> champion(
            @PathParam("name") String name, @BeanParam StatsParameters parameters, @Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        return profile(
                Subject.CHAMPION,
                name,
                parameters,
                uri,
                (filters, ground, profile) -> Templates.champion(
                        filters,
                        ground,
                        Summary.of(profile.total(), Column.of(Subject.CHAMPION)),
                        FiguresTable.fixed(
                                "split",
                                "By position",
                                "Position",
                                Column.of(Subject.CHAMPION),
                                profile.split(),
                                position(query)),
                        FiguresTable.fixed(
                                "patches",
                                "By patch",
                                "Patch",
                                Column.of(Subject.CHAMPION),
                                profile.patches(),
                                Name::plain),
                        FiguresTable.fixed(
                                "days", "By day", "Day", Column.of(Subject.CHAMPION), profile.days(), Name::plain),
                        query.at("/stats" + query.path())));
    }

    @GET
    @Path("positions/{position}")
    @Operation(hidden = true)
    public Uni<byte[]> position(
            @PathParam("position") String name, @BeanParam StatsParameters parameters, @Context UriInfo uri) {
        PageQuery query = PageQuery.of(uri);
        return profile(
                Subject.POSITION,
                name,
                parameters,
                uri,
                (filters, ground, profile) -> Templates.position(
                        filters,
                        ground,
                        Summary.of(profile.total(), Column.of(Subject.POSITION)),
                        FiguresTable.fixed(
                                "split",
                                "By champion",
                                "Champion",
                                Column.of(Subject.CHAMPION),
                                profile.split(),
                                champion(query)),
                        FiguresTable.fixed(
                                "patches",
                                "By patch",
                                "Patch",
                                Column.of(Subject.POSITION),
                                profile.patches(),
                                Name::plain),
                        FiguresTable.fixed(
                                "days", "By day", "Day", Column.of(Subject.POSITION), profile.days(), Name::plain),
                        query.at("/stats" + query.path())));
    }

    private interface RowsPage {
        TemplateInstance page(Filters filters, Ground ground, StatsAnswer answer);
    }

    private interface ProfilePage {
        TemplateInstance page(Filters filters, Ground ground, Profile profile);
    }

    private Uni<byte[]> rows(Subject subject, StatsParameters parameters, UriInfo uri, RowsPage making) {
        Parameters.noneBut(StatsParameters.NAMES, uri.getQueryParameters().keySet());
        StatsFilter filter = parameters.filter();
        RowRequest rows = parameters.rows();
        PageQuery query = PageQuery.of(uri);
        return page(query, state -> Uni.combine()
                .all()
                .unis(
                        stats.choices(state.views()),
                        stats.named(state.views(), filter),
                        stats.rows(state.views(), subject, filter, rows))
                .with((choices, named, answer) -> making.page(
                        Filters.ofRows(query, named, rows, Column.of(subject), choices),
                        Ground.of(answer.basis(), state),
                        answer)));
    }

    private Uni<byte[]> profile(
            Subject subject, String typed, StatsParameters parameters, UriInfo uri, ProfilePage making) {
        Parameters.noneBut(StatsParameters.FILTERS, uri.getQueryParameters().keySet());
        StatsFilter filter = parameters.filter();
        PageQuery query = PageQuery.of(uri);
        return page(query, state -> Uni.combine()
                .all()
                .unis(stats.choices(state.views()), stats.named(state.views(), subject.only(filter, typed)))
                .asTuple()
                .chain(parts -> {
                    Filters filters = Filters.ofProfile(query, subject, parts.getItem2(), parts.getItem1());
                    return stats.profile(state.views(), subject, typed, filter)
                            .map(profile -> making.page(filters, Ground.of(profile.basis(), state), profile))
                            // There is one of this name, or it would have failed before.
                            .onFailure(StatsPages::isOfNoGames)
                            .recoverWithItem(() ->
                                    Templates.nothing(title(subject, parts.getItem2()), section(subject), filters));
                }));
    }

    private static boolean isOfNoGames(Throwable failure) {
        return failure instanceof OrchestratorException known
                && (known.code() == ErrorCode.UNKNOWN_CHAMPION || known.code() == ErrorCode.UNKNOWN_POSITION);
    }

    private static String section(Subject subject) {
        return subject == Subject.CHAMPION ? "champions" : "positions";
    }

    private static String title(Subject subject, StatsFilter named) {
        return subject == Subject.CHAMPION
                ? named.champion().orElseThrow()
                : Shown.position(named.position().orElseThrow());
    }

    private Uni<byte[]> page(PageQuery query, Function<Publication.State, Uni<TemplateInstance>> making) {
        return publication.answer(state ->
                kept.answer(new Key(query.url(), state.views().tag(), state.staleSince()), () -> making.apply(state)
                        .chain(TemplateInstance::createUni)
                        .map(page -> page.getBytes(StandardCharsets.UTF_8))));
    }

    /** Leads to the champion's page, with the games that count here. */
    private static Function<StatsRow, Name> champion(PageQuery query) {
        PageQuery games = games(query).without("champion");
        return row -> new Name(
                row.name(),
                Optional.of(games.at(CHAMPIONS + PageQuery.encoded(row.name())).url()));
    }

    private static Function<StatsRow, Name> position(PageQuery query) {
        PageQuery games = games(query).without("position");
        return row -> new Name(
                Shown.position(row.name()),
                Optional.of(games.at(POSITIONS + PageQuery.encoded(row.name())).url()));
    }

    /** Without what is about rows. */
    private static PageQuery games(PageQuery query) {
        return query.without("sort").without("order").without("limit").without("min_games");
    }
}
