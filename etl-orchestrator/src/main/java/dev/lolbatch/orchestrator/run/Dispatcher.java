package dev.lolbatch.orchestrator.run;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that are active here: those that execute, at most {@code maxConcurrent} with a thread each, and those that wait
 * for their turn, in order and at most {@code queueCapacity}. Thread-safe.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final RunSettings settings;
    private final Function<RunId, RunExecution> executions;
    private final ThreadFactory threads;
    private final Deque<Run> waiting = new ArrayDeque<>();
    private final Map<RunId, Active> executing = new LinkedHashMap<>();
    private boolean open = true;

    private record Active(Run run, RunExecution execution, Thread thread) {}

    Dispatcher(RunSettings settings, Function<RunId, RunExecution> executions, ThreadFactory threads) {
        this.settings = settings;
        this.executions = executions;
        this.threads = threads;
    }

    /** Lets a run wait for its turn, which may be at once. */
    synchronized void enqueue(Run run) {
        waiting.addLast(run);
        dispatch();
    }

    synchronized boolean isFull() {
        return waiting.size() >= settings.queueCapacity();
    }

    /** The run that covers any of these dates, waiting ones included. */
    synchronized Optional<RunId> covering(Collection<LocalDate> dates) {
        List<Run> active = new ArrayList<>(waiting);
        executing.values().forEach(one -> active.add(one.run()));
        return active.stream()
                .filter(run -> run.dates().stream().anyMatch(dates::contains))
                .map(Run::id)
                .findFirst();
    }

    /** Has a run stopped where it executes, and forgets it where it waits. */
    synchronized void cancel(RunId id) {
        waiting.removeIf(run -> run.id().equals(id));
        Active active = executing.get(id);
        if (active != null) {
            active.execution().stop(RunExecution.Stop.CANCEL);
        }
    }

    synchronized int waitingRuns() {
        return waiting.size();
    }

    synchronized int executingRuns() {
        return executing.size();
    }

    /** Starts no further run, stops those that execute and waits until they are settled; the waiting ones stay QUEUED. */
    void close() throws InterruptedException {
        List<Active> running;
        synchronized (this) {
            open = false;
            running = List.copyOf(executing.values());
        }
        running.forEach(active -> active.execution().stop(RunExecution.Stop.SHUTDOWN));
        for (Active active : running) {
            active.thread().join();
        }
    }

    private synchronized void dispatch() {
        while (open && executing.size() < settings.maxConcurrent() && !waiting.isEmpty()) {
            Run run = waiting.removeFirst();
            RunExecution execution = executions.apply(run.id());
            Thread thread = threads.newThread(() -> execute(run.id(), execution));
            executing.put(run.id(), new Active(run, execution, thread));
            thread.start();
        }
    }

    private void execute(RunId id, RunExecution execution) {
        try {
            execution.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("Run was interrupted, the next start settles it: run_id={}", id);
        } catch (RuntimeException e) {
            LOG.error("Run is left active, the next start settles it: run_id={}", id, e);
        } finally {
            finished(id);
        }
    }

    private synchronized void finished(RunId id) {
        executing.remove(id);
        dispatch();
    }
}
