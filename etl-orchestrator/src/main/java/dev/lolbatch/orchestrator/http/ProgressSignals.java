package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.events.Signal;
import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunService;
import dev.lolbatch.orchestrator.run.RunService.Underway;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far jobs are, whenever one says something new of itself. For one thread. */
@Singleton
public final class ProgressSignals implements Supplier<List<Signal.Transient>> {
    private static final String NAME = "progress";

    private final RunService runs;
    private Map<RunId, JobRecord> told = Map.of();

    ProgressSignals(RunService runs) {
        this.runs = runs;
    }

    /**
     * How far a run is.
     *
     * @param self path of the run
     */
    @Schema(name = "RunProgress")
    record RunProgressView(
            @Schema(examples = Examples.RUN_ID) String runId,
            RunView.Progress progress,
            @Schema(format = "uri-reference", examples = Examples.RUN_PATH) String self) {
        static RunProgressView of(Underway underway) {
            String id = underway.run().id().value();
            return new RunProgressView(id, RunView.Progress.of(underway.record()), RunsResource.path(id));
        }
    }

    @Override
    public List<Signal.Transient> get() {
        List<Underway> underway = runs.underway();
        List<Signal.Transient> news = underway.stream()
                .filter(this::isNew)
                .map(one -> new Signal.Transient(NAME, RunProgressView.of(one)))
                .toList();
        told = underway.stream().collect(Collectors.toMap(one -> one.run().id(), Underway::record));
        return news;
    }

    private boolean isNew(Underway underway) {
        JobRecord before = told.get(underway.run().id());
        return before == null || !underway.record().saysTheSameAs(before);
    }
}
