package dev.lolbatch.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits until processes are ready, all at once, and ends as soon as one of them dies. */
final class Readiness {
    private static final long POLL_MILLIS = 100;

    private final JvmProcess process;
    private final ReadyCheck check;
    private String lastAnswer = "it was not asked";

    Readiness(JvmProcess process, ReadyCheck check) {
        this.process = process;
        this.check = check;
    }

    /**
     * @param limit how long all of them together may take
     * @param onReady told the process that has become ready
     * @throws ClusterException when one of them ends, or is not ready in time
     */
    static void awaitAll(List<Readiness> processes, Duration limit, Consumer<JvmProcess> onReady) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Readiness> waiting = new ArrayList<>(processes);
        while (true) {
            waiting.removeIf(one -> one.isReady(onReady));
            if (waiting.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw waiting.get(0).late(limit);
            }
            pause();
        }
    }

    private boolean isReady(Consumer<JvmProcess> onReady) {
        if (!process.isAlive()) {
            throw process.failure("it ended with exit code " + process.exitCode());
        }
        try {
            if (check.passes()) {
                onReady.accept(process);
                return true;
            }
            lastAnswer = "it answers, but is not ready";
        } catch (IOException e) {
            lastAnswer = e.toString();
        }
        return false;
    }

    private ClusterException late(Duration limit) {
        return process.failure("it is not ready after " + limit.toSeconds() + " s (" + lastAnswer + ")");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Cannot wait for a process to be ready: interrupted", e);
        }
    }
}
