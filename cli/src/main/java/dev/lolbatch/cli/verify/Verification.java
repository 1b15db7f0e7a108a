package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.cli.verify.Finding.Skipped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks side by side, each as soon as those that it needs have passed, and for a limited time. What hangs is left behind:
 * its thread is interrupted at the end, and keeps no JVM alive.
 */
final class Verification implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final long TELL_MILLIS = 250;
    private static final long CLEAN_UP_MILLIS = 2000;

    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        return thread;
    });

    /** Hears how far it is. */
    interface Listener {
        /** Of each check, in their order, as soon as it and those before it have an end. */
        void found(String check, Finding finding);

        /** Now and then, while {@link #found} has nothing to tell. */
        void waiting(Set<String> checks);
    }

    /** @param limit of each check, without its patience */
    Verification(Duration limit) {
        this.limit = limit;
    }

    /**
     * Returns when every check has an end.
     *
     * @param checks each behind those that it needs
     * @return by name, in their order
     */
    Map<String, Finding> run(List<Check> checks, Listener listener) {
        Map<String, CompletableFuture<Finding>> running = new LinkedHashMap<>();
        checks.forEach(check -> running.put(check.name(), start(check, running)));
        Map<String, Finding> findings = new LinkedHashMap<>();
        running.forEach((name, finding) -> {
            findings.put(name, await(finding, running, listener));
            listener.found(name, findings.get(name));
        });
        return findings;
    }

    private static Finding await(
            CompletableFuture<Finding> finding, Map<String, CompletableFuture<Finding>> running, Listener listener) {
        while (!finding.isDone()) {
            Set<String> waiting = new LinkedHashSet<>(running.keySet());
            waiting.removeIf(name -> running.get(name).isDone());
            listener.waiting(waiting);
            // It ends the wait, and not the finding.
            finding.thenAccept(any -> {})
                    .completeOnTimeout(null, TELL_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        return finding.join();
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
                .completeOnTimeout(check.late(time), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts what still hangs, and lets it clean up for a moment. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLEAN_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("A check does not hear that it is interrupted; it ends with the process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
