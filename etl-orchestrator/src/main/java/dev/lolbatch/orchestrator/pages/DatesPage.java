package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.dates.DateStatus;
import dev.lolbatch.orchestrator.dates.DatesService;
import dev.lolbatch.orchestrator.http.Parameters;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunService;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The calendar of the lake's dates. It waits for the lake and for Cassandra, and so is made on worker threads. */
@Page
@Path("/dates")
@Produces(Page.HTML)
@Blocking
final class DatesPage {
    private static final List<String> PARAMETERS = List.of("date", "month");

    private final DatesService dates;
    private final RunService runs;
    private final Clock clock;

    DatesPage(DatesService dates, RunService runs, Clock clock) {
        this.dates = dates;
        this.runs = runs;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public String month(
            @QueryParam("month") List<String> month, @QueryParam("date") List<String> date, @Context UriInfo uri) {
        Parameters.noneBut(PARAMETERS, uri.getQueryParameters().keySet());
        Optional<LocalDate> chosen = Parameters.date("date", date);
        Optional<YearMonth> wanted = Parameters.matching("month", month, "\\d{4}-(0[1-9]|1[0-2])", "2026-01")
                .map(YearMonth::parse);
        Optional<DatesService.Span> lake = dates.span();
        YearMonth shown = chosen.map(YearMonth::from)
                .or(() -> wanted)
                .or(() -> lake.map(span -> YearMonth.from(span.last())))
                .orElseGet(() -> YearMonth.now(clock));
        return Templates.dates(Month.of(shown, days(shown, chosen), lake, chosen))
                .render();
    }

    private Map<LocalDate, Day> days(YearMonth month, Optional<LocalDate> chosen) {
        List<DateStatus> found =
                dates.list(month.atDay(1), month.atEndOfMonth()).dates();
        Set<String> active = found.isEmpty() ? Set.of() : runs.activeIds();
        // Each costs a read, and most dates are fresh.
        Map<String, Run> last = found.stream()
                .filter(status -> status.state() != DateStatus.State.FRESH
                        || status.lastRun().filter(active::contains).isPresent()
                        || chosen.filter(status.date()::equals).isPresent())
                .flatMap(status -> status.lastRun().stream())
                .distinct()
                .flatMap(id -> runs.stored(id).stream())
                .collect(Collectors.toMap(run -> run.id().value(), Function.identity()));
        Map<LocalDate, Day> days = new TreeMap<>();
        found.forEach(status ->
                days.put(status.date(), Day.of(status, status.lastRun().map(last::get))));
        return days;
    }
}
