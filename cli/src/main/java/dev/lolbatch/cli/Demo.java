package dev.lolbatch.cli;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import java.time.LocalDate;

/** Sends matches through a running stack, and shows each step and what comes out. */
final class Demo {
    private static final int TOP = 15;

    private final StackSettings settings;
    private final Output output;
    private final Progress progress;
    private final Runnable health;
    private final Orchestrator orchestrator;

    /** @param health fails when the stack is not what it was */
    Demo(StackSettings settings, Output output, Progress progress, Runnable health) {
        this.settings = settings;
        this.output = output;
        this.progress = progress;
        this.health = health;
        this.orchestrator = new Orchestrator(settings.orchestrator());
    }

    void run(GeneratorSettings matches) {
        progress.tell("generating matches");
        Load load = Load.send(settings, matches, Rate.unlimited(), progress);
        progress.tell(load.description());
        try (IngestLag lag = new IngestLag(settings.kafkaBootstrap(), LocalCluster.TOPIC)) {
            new LakeWait(lag::messages, health, progress, settings.logDir().resolve("ingest-service.log")).await();
        }
        RunFollower follower = new RunFollower(orchestrator, health, progress);
        for (LocalDate date : load.dates()) {
            requireSuccess(follower.follow(orchestrator.requestOrActive(date)));
        }
        show(load);
    }

    private void requireSuccess(Run run) {
        if (!run.succeeded()) {
            throw CommandException.failed(
                    "Run %s for %s ended %s: %s; its log, once the stack is up: ./lolbatch etl log %s"
                            .formatted(
                                    run.runId(),
                                    run.dateWords(),
                                    run.state(),
                                    run.failure().orElse("no reason was given"),
                                    run.runId()));
        }
    }

    /**
     * What came out, in JSON.
     *
     * @param champions the most played, as the orchestrator answers
     * @param positions likewise
     */
    record Shown(Load load, @JsonRawValue String champions, @JsonRawValue String positions) {}

    private void show(Load load) {
        Answer champions = orchestrator.stats("champions", new Query().with("limit", TOP));
        Answer positions = orchestrator.stats("positions", new Query());
        progress.end();
        if (output.isJson()) {
            output.printJson(new Shown(load, champions.text(), positions.text()));
            return;
        }
        output.print("");
        output.print(StatsTables.of("CHAMPION", champions.as(Statistics.class).rows()));
        output.print("(the %d most played champions)%n".formatted(TOP));
        output.print(StatsTables.of("POSITION", positions.as(Statistics.class).rows()));
        output.print("");
        output.print("dashboard  " + settings.orchestrator().resolve("/"));
        output.print("champions  " + settings.orchestrator().resolve("/stats/champions"));
        output.print("positions  " + settings.orchestrator().resolve("/stats/positions"));
        output.print("runs       " + settings.orchestrator().resolve("/etl/runs"));
        output.print("OpenAPI    " + settings.orchestrator().resolve("/q/openapi"));
        output.print("HDFS       " + settings.hdfsWeb().resolve("/explorer.html#/data/lol_matches"));
        output.print("");
    }
}
