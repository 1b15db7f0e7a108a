package dev.lolbatch.cli;

import dev.lolbatch.cli.Orchestrator.Run;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Requests runs and follows each to its end. */
final class RunFollower {
    private static final long POLL_MILLIS = 500;

    private final Orchestrator orchestrator;
    private final Runnable health;
    private final Progress progress;
    private final Path runLogDir;

    /** @param health fails when waiting is in vain */
    RunFollower(Orchestrator orchestrator, Runnable health, Progress progress, Path runLogDir) {
        this.orchestrator = orchestrator;
        this.health = health;
        this.progress = progress;
        this.runLogDir = runLogDir;
    }

    /** @throws CommandException when the run does not succeed */
    void run(LocalDate date) {
        Run run = orchestrator.request(date);
        String told = "";
        while (true) {
            String now = describe(run);
            if (!now.equals(told)) {
                progress.tell("run for " + date + ": " + now);
                told = now;
            }
            if (run.ended()) {
                break;
            }
            health.run();
            pause();
            run = orchestrator.run(run.self());
        }
        if (!run.succeeded()) {
            throw CommandException.failed("The run %s for %s ended %s: %s; its log is %s"
                    .formatted(
                            run.runId(),
                            date,
                            run.state(),
                            run.failure().orElse("no reason was given"),
                            runLogDir.resolve(run.runId() + ".log")));
        }
    }

    private static String describe(Run run) {
        String stage = run.ended()
                ? ""
                : run.progress()
                        .flatMap(Orchestrator.JobProgress::stage)
                        .map(s -> ", " + s)
                        .orElse("");
        return run.state() + stage;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for the run: interrupted", e);
        }
    }
}
