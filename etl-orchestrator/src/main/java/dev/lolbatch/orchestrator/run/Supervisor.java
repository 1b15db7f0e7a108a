package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what this replica does in line with the active runs, again and again: takes over what dead replicas have left, executes
 * what it owns, and takes the next run while there is a slot. Whatever a crash or an error cuts short, the next look finds it by
 * its claim, here or elsewhere.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Replica self;
    private final ActiveSet active;
    private final RunMoves moves;
    private final Function<RunId, RunExecution> executions;
    private final RunSettings settings;
    private final Heartbeats heartbeats;
    private final Clock clock;
    private final ThreadFactory threads;
    private final SupervisorListener listener;
    private final Map<RunId, Executing> executing = new ConcurrentHashMap<>();
    private final Set<RunId> stored = new HashSet<>();
    private final Semaphore wake = new Semaphore(0);
    private final Pulse pulse;
    private final Thread beating;
    private final Thread looking;
    private volatile boolean open;

    private record Executing(RunExecution execution, Thread thread) {}

    Supervisor(
            Replica self,
            ActiveSet active,
            RunMoves moves,
            Function<RunId, RunExecution> executions,
            JobLauncher launcher,
            RunSettings settings,
            Clock clock,
            ThreadFactory threads,
            SupervisorListener listener) {
        this.self = self;
        this.active = active;
        this.moves = moves;
        this.executions = executions;
        this.settings = settings;
        this.heartbeats = new Heartbeats(settings.lease(), launcher::isKnownGone, System::nanoTime);
        this.clock = clock;
        this.threads = threads;
        this.listener = listener;
        this.pulse = new Pulse(self, active, settings.lease(), this::letGo);
        this.beating = threads.newThread(pulse);
        this.looking = threads.newThread(this::loop);
    }

    /** Takes up the work; throws {@code OrchestratorException} when the store cannot be reached, and may then be called again. */
    void start() {
        if (beating.getState() == Thread.State.NEW) {
            pulse.beat();
            beating.start();
        }
        open = true;
        look();
        looking.start();
    }

    /** Whether one of its threads has ended while it should look after the runs, which nothing but a new start mends. */
    boolean isBroken() {
        return open && (beating.getState() == Thread.State.TERMINATED || looking.getState() == Thread.State.TERMINATED);
    }

    /** Has the next look come at once. */
    void wakeUp() {
        wake.release();
    }

    /**
     * Takes nothing more, stops the jobs that run here and waits until their runs are settled or wait again. Jobs that go on by
     * themselves are left to whoever takes their runs over.
     */
    void close() throws InterruptedException {
        open = false;
        wakeUp();
        looking.join();
        List<Executing> left = List.copyOf(executing.values());
        left.forEach(one -> one.execution().shutDown());
        for (Executing one : left) {
            one.thread().join();
        }
        pulse.stop();
        beating.join();
        try {
            active.change(runs -> Optional.of(runs.withoutReplica(self.id())));
        } catch (OrchestratorException e) {
            LOG.warn("Cannot give the lease back, it runs out: reason={}", e.getMessage());
        }
    }

    private void loop() {
        try {
            while (open) {
                awaitNextLook();
                if (open) {
                    tryToLook();
                }
            }
        } catch (InterruptedException e) {
            LOG.error("Looking after the runs was interrupted; other replicas take them over");
        } finally {
            if (open) {
                // Nobody is to wait for one that looks no more.
                pulse.stop();
            }
        }
    }

    private void tryToLook() {
        try {
            look();
        } catch (OrchestratorException e) {
            LOG.warn("Cannot look after the runs, trying again: reason={}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot look after the runs, trying again", e);
        }
    }

    private void awaitNextLook() throws InterruptedException {
        boolean isWoken = wake.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        if (isWoken) {
            // However often it was asked for, one look is enough.
            wake.drainPermits();
        }
    }

    /** The runs are others' now. */
    private void letGo() {
        executing.values().forEach(one -> one.execution().lose());
    }

    private void look() {
        ActiveRuns now = active.read();
        List<String> dead = heartbeats.dead(now, self);
        if (!dead.isEmpty()) {
            now = takeOver(dead);
        }
        stored.retainAll(now.claims().keySet());
        for (Claim claim : now.claims().values()) {
            if (claim.isWaiting()) {
                complete(claim);
            } else if (claim.isOwnedBy(self)) {
                execute(claim.run());
            }
        }
        if (now.next(clock.instant(), settings.maxConcurrent()).isPresent()) {
            takeTurns();
        }
    }

    private ActiveRuns takeOver(Collection<String> dead) {
        LOG.warn("Taking over from dead replicas: replicas={}", dead);
        List<Claim> taken = new ArrayList<>();
        ActiveRuns after = active.change(runs -> {
            taken.clear();
            taken.addAll(runs.owned(dead::contains));
            boolean isLeft = !taken.isEmpty()
                    || dead.stream().anyMatch(replica -> runs.beats().containsKey(replica));
            return isLeft ? Optional.of(runs.takenOver(dead, self)) : Optional.empty();
        });
        taken.forEach(claim -> listener.takenOver(claim.run()));
        return after;
    }

    /** Stores a run whose claim was made by somebody who may have died before they could. */
    private void complete(Claim claim) {
        if (!stored.contains(claim.run())) {
            moves.tell(moves.insert(claim));
            stored.add(claim.run());
        }
    }

    private void takeTurns() {
        while (open) {
            ActiveRuns after = active.change(runs ->
                    runs.next(clock.instant(), settings.maxConcurrent()).map(claim -> runs.with(claim.ownedBy(self))));
            Set<RunId> started = executing.keySet();
            Optional<Claim> taken = after.owned(self.id()::equals).stream()
                    .filter(claim -> !started.contains(claim.run()))
                    .findFirst();
            if (taken.isEmpty()) {
                return;
            }
            execute(taken.get().run());
        }
    }

    private void execute(RunId run) {
        if (!open || executing.containsKey(run)) {
            return;
        }
        // Asked again: one that has just ended here may have given the claim back after it was looked at.
        Optional<Claim> claim = active.read().claim(run).filter(one -> one.isOwnedBy(self));
        if (claim.isEmpty()) {
            return;
        }
        RunExecution execution = executions.apply(run);
        Thread thread = threads.newThread(() -> execute(claim.get(), execution));
        executing.put(run, new Executing(execution, thread));
        thread.start();
    }

    private void execute(Claim claim, RunExecution execution) {
        RunId run = claim.run();
        boolean isDone = false;
        try {
            // Whoever made the claim may have died before they stored the run.
            var unused = moves.insert(claim);
            Optional<Conclusion> conclusion = execution.run();
            listener.concluded(run, conclusion);
            execution.perform(() -> finish(run, conclusion));
            isDone = true;
        } catch (LostRunException e) {
            LOG.warn(e.getMessage());
        } catch (LeftRunException e) {
            LOG.info(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("Run was interrupted, another look settles it: run_id={}", run);
        } catch (RuntimeException e) {
            LOG.error("Run is left active, another look settles it: run_id={}", run, e);
        } finally {
            executing.remove(run);
            if (isDone) {
                wakeUp();
            }
        }
    }

    /** What is to be done once the run is stored as it is after an attempt; may be done again. */
    private void finish(RunId run, Optional<Conclusion> conclusion) {
        moves.tell(moves.find(run));
        if (conclusion.isPresent() && conclusion.get() instanceof Conclusion.Again again) {
            requeue(run, again.pause());
        } else {
            release(run);
        }
    }

    private void requeue(RunId run, Duration pause) {
        active.change(runs -> runs.claim(run)
                .filter(claim -> claim.isOwnedBy(self))
                .map(claim -> runs.with(claim.waitingUntil(clock.instant().plus(pause)))));
    }

    /** Gives a run's dates and its slot back, once there is nothing left to do for it. */
    private void release(RunId run) {
        active.change(runs -> runs.claim(run)
                .filter(claim -> claim.isWaiting() || claim.isOwnedBy(self))
                .map(claim -> runs.without(run)));
    }
}
