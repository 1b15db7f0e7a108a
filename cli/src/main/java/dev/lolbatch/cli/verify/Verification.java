package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.cli.verify.Finding.Skipped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Runs checks side by side, each as soon as those that it needs have passed, and for a limited time. What hangs is left behind:
 * its thread is interrupted at the end, and keeps no JVM alive.
 */
final class Verification implements AutoCloseable {
    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        return thread;
    });

    /** @param limit of each check, without its patience */
    Verification(Duration limit) {
        this.limit = limit;
    }

    /**
     * Returns when every check has an end.
     *
     * @param checks each behind those that it needs
     * @param told each finding, in the order of the checks, as soon as it and those before it are there
     * @return by name, in their order
     */
    Map<String, Finding> run(List<Check> checks, BiConsumer<String, Finding> told) {
        Map<String, CompletableFuture<Finding>> running = new LinkedHashMap<>();
        checks.forEach(check -> running.put(check.name(), start(check, running)));
        Map<String, Finding> findings = new LinkedHashMap<>();
        running.forEach((name, finding) -> {
            findings.put(name, finding.join());
            told.accept(name, findings.get(name));
        });
        return findings;
    }

    private CompletableFuture<Finding> start(Check check, Map<String, CompletableFuture<Finding>> before) {
        CompletableFuture<?>[] needs = check.needs().stream().map(before::get).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(needs).thenCompose(all -> check.needs().stream()
                .filter(need -> !(before.get(need).join() instanceof Passed))
                .findFirst()
                .<CompletableFuture<Finding>>map(need -> CompletableFuture.completedFuture(new Skipped(need)))
                .orElseGet(() -> run(check)));
    }

    private CompletableFuture<Finding> run(Check check) {
        Duration time = limit.plus(check.patience());
        return CompletableFuture.supplyAsync(check::run, threads)
                .completeOnTimeout(
                        check.unanswered("no answer within %d s".formatted(time.toSeconds())),
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Interrupts what still hangs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
