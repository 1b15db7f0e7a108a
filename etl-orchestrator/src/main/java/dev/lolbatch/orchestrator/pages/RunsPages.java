package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.http.Parameters;
import dev.lolbatch.orchestrator.pages.RunList.StateLink;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunQuery;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.run.RunState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Pages about runs. They wait for Cassandra, and so are made on worker threads. */
@Page
@Path("/runs")
@Produces(Page.HTML)
@Blocking
final class RunsPages {
    private static final int PAGE = 25;
    private static final List<String> PARAMETERS = List.of("cursor", "date", "state");

    private final RunService runs;
    private final Clock clock;

    RunsPages(RunService runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public String list(
            @QueryParam("state") List<String> state,
            @QueryParam("date") List<String> date,
            @QueryParam("cursor") List<String> cursor,
            @Context UriInfo uri) {
        Parameters.noneBut(PARAMETERS, uri.getQueryParameters().keySet());
        Optional<RunState.Name> wanted = Parameters.state("state", state);
        // One more tells whether there is another page.
        List<Run> found = runs.list(
                new RunQuery(PAGE + 1, wanted, Parameters.date("date", date), Parameters.run("cursor", cursor)));
        List<Run> page = found.subList(0, Math.min(PAGE, found.size()));
        PageQuery query = PageQuery.of(uri);
        return Templates.runs(new RunList(
                        query,
                        states(query.without("cursor"), wanted),
                        page.stream().map(this::row).toList(),
                        found.size() > PAGE
                                ? Optional.of(query.with(
                                                "cursor",
                                                page.get(PAGE - 1).id().value())
                                        .url())
                                : Optional.empty()))
                .render();
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public String show(@PathParam("id") String id) {
        Run run = runs.find(id);
        return Templates.run(RunDetails.of(run, runs.place(run), runs.progress(run), clock))
                .render();
    }

    private RunRow row(Run run) {
        return RunRow.of(run, run.state().name().isAtWork() ? runs.progress(run) : Optional.empty(), clock);
    }

    private static List<StateLink> states(PageQuery query, Optional<RunState.Name> wanted) {
        StateLink all = new StateLink("all", query.without("state").url(), wanted.isEmpty());
        return Stream.concat(
                        Stream.of(all),
                        Stream.of(RunState.Name.values())
                                .map(name -> new StateLink(
                                        RunRow.label(name),
                                        query.with("state", RunRow.label(name)).url(),
                                        wanted.filter(one -> one == name).isPresent())))
                .toList();
    }
}
