package dev.lolbatch.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows runs to their end, and tells how far they are. */
final class RunFollower {
    private static final long POLL_MILLIS = 500;

    private final Orchestrator orchestrator;
    private final Runnable health;
    private final Progress progress;

    /** @param health fails when waiting is in vain */
    RunFollower(Orchestrator orchestrator, Runnable health, Progress progress) {
        this.orchestrator = orchestrator;
        this.health = health;
        this.progress = progress;
    }

    /** As the other, for those who only want to know how it ends. */
    Run follow(Run run) {
        return follow(run, answer -> {});
    }

    /**
     * Returns the run when it has ended, in whatever state.
     *
     * @param changed takes each answer that is another than the one before
     */
    Run follow(Run first, Consumer<Answer> changed) {
        Run run = first;
        Optional<Answer> last = Optional.empty();
        String told = "";
        while (true) {
            String now = "run for " + run.dateWords() + ": " + state(run);
            if (!now.equals(told)) {
                progress.tell(now);
                told = now;
            }
            if (run.hasEnded()) {
                return run;
            }
            String dates = run.dateWords();
            run.progress().ifPresent(job -> progress.tell(step("run for " + dates, job)));
            health.run();
            pause();
            Answer answer = orchestrator.run(run.self());
            if (last.filter(answer::equals).isEmpty()) {
                changed.accept(answer);
            }
            last = Optional.of(answer);
            run = answer.as(Run.class);
        }
    }

    private static String state(Run run) {
        if (run.hasEnded()) {
            return run.state();
        }
        String place = run.queuePlace().isPresent() ? ", " + run.queuePlace().getAsInt() + " in the queue" : "";
        return run.state() + run.progress().map(RunFollower::job).orElse(place);
    }

    private static String job(Run.Job job) {
        String date = job.datesTotal().orElse(1) > 1
                        && job.datesDone() < job.datesTotal().getAsInt()
                ? ", date %d of %d"
                        .formatted(job.datesDone() + 1, job.datesTotal().getAsInt())
                : "";
        return job.stage().map(stage -> ", " + stage).orElse("") + date;
    }

    private static Step step(String run, Run.Job job) {
        return new Step(
                run, OptionalDouble.of(job.percent() / 100.0), job.rowsRead().orElse(0), "rows");
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
