package dev.lolbatch.cli;

import dev.lolbatch.cli.Orchestrator.Champion;
import dev.lolbatch.cli.Orchestrator.Position;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.generator.GeneratorSettings;
import dev.lolbatch.generator.Rate;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;

/** Sends matches through a running stack, and shows each step and what comes out. */
final class Demo {
    private static final int TOP = 15;

    private final StackSettings settings;
    private final PrintWriter out;
    private final Progress progress;
    private final Runnable health;
    private final Orchestrator orchestrator;

    /** @param health fails when the stack is not what it was */
    Demo(StackSettings settings, PrintWriter out, Progress progress, Runnable health) {
        this.settings = settings;
        this.out = out;
        this.progress = progress;
        this.health = health;
        this.orchestrator = new Orchestrator(settings.orchestrator());
    }

    void run(GeneratorSettings matches) {
        progress.tell("generating matches");
        Load load = Load.send(settings, matches, Rate.unlimited());
        progress.tell(load.description());
        try (IngestLag lag = new IngestLag(settings.kafkaBootstrap(), LocalCluster.TOPIC)) {
            new LakeWait(lag::messages, health, progress, settings.logDir().resolve("ingest-service.log")).await();
        }
        RunFollower follower = new RunFollower(orchestrator, health, progress, settings.runLogDir());
        for (LocalDate date : load.dates()) {
            follower.run(date);
        }
        show();
    }

    private void show() {
        List<Champion> champions = orchestrator.champions();
        TextTable championTable = new TextTable(
                "CHAMPION", "GAMES", "WIN %", "KILLS", "DEATHS", "ASSISTS", "KDA", "GOLD/MIN", "DAMAGE/MIN");
        champions.stream()
                .limit(TOP)
                .forEach(one -> championTable.row(
                        one.championName(),
                        one.gamesPlayed(),
                        one.winRate(),
                        one.avgKills(),
                        one.avgDeaths(),
                        one.avgAssists(),
                        one.avgKda(),
                        one.avgGpm(),
                        one.avgDpm()));
        List<Position> positions = orchestrator.positions();
        TextTable positionTable = new TextTable("POSITION", "GAMES", "WIN %", "KDA", "GOLD/MIN");
        positions.forEach(
                one -> positionTable.row(one.position(), one.gamesPlayed(), one.winRate(), one.avgKda(), one.avgGpm()));
        out.printf(
                "%n%s%n(%d of %d champions, the most played first)%n%n%s%n%n",
                championTable.text(), Math.min(TOP, champions.size()), champions.size(), positionTable.text());
        out.printf("champions  %s%n", settings.orchestrator().resolve("/stats/champions"));
        out.printf("positions  %s%n", settings.orchestrator().resolve("/stats/positions"));
        out.printf("runs       %s%n", settings.orchestrator().resolve("/etl/runs"));
        out.printf("OpenAPI    %s%n", settings.orchestrator().resolve("/q/openapi"));
        out.printf("HDFS       %s%n%n", settings.hdfsWeb().resolve("/explorer.html#/data/lol_matches"));
        out.flush();
    }
}
