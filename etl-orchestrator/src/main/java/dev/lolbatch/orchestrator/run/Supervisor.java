package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.time.Clock;
import java.time.Duration;
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
 * Brings what this replica does in line with the active runs, again and again: keeps its lease, takes over what dead replicas have
 * left, executes what it owns, and takes the next run while there is a slot. Whatever a crash or an error cuts short, the next
 * look finds it by its claim, here or elsewhere.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    /** Several beats in a lease, so that a slow store does not cost it. */
    private static final int BEATS_OF_A_LEASE = 5;

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
    private volatile boolean open;
    private long beats;
    private long lastBeat;

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
    }

    /** Takes up the work; throws {@code OrchestratorException} when the store cannot be reached, and may then be called again. */
    Thread start() {
        beat();
        open = true;
        look();
        Thread loop = threads.newThread(this::loop);
        loop.start();
        return loop;
    }

    /** Has the next look come at once. */
    void wakeUp() {
        wake.release();
    }

    /** Takes nothing more, stops the jobs that run here and waits until their runs are settled or wait again. */
    void close() throws InterruptedException {
        open = false;
        wakeUp();
        List<Executing> left = List.copyOf(executing.values());
        left.forEach(one -> one.execution().shutDown());
        for (Executing one : left) {
            one.thread().join();
        }
        try {
            active.change(runs -> Optional.of(runs.withoutReplica(self.id())));
        } catch (OrchestratorException e) {
            LOG.warn("Cannot give the lease back, it runs out: reason={}", e.getMessage());
        }
    }

    private void loop() {
        while (open) {
            try {
                awaitNextLook();
                if (open) {
                    keepLease();
                    look();
                }
            } catch (InterruptedException e) {
                LOG.error("Looking after the runs was interrupted; other replicas take them over");
                return;
            } catch (OrchestratorException e) {
                LOG.warn("Cannot look after the runs, trying again: reason={}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Cannot look after the runs, trying again", e);
            }
        }
    }

    private void awaitNextLook() throws InterruptedException {
        boolean isWoken = wake.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
        if (isWoken) {
            // However often it was asked for, one look is enough.
            wake.drainPermits();
        }
    }

    private void keepLease() {
        Duration interval = settings.lease().dividedBy(BEATS_OF_A_LEASE);
        if (System.nanoTime() - lastBeat >= interval.toNanos()) {
            beat();
        }
    }

    private void beat() {
        long now = System.nanoTime();
        if (!active.beat(self.id(), beats + 1)) {
            Optional<Long> stored = Optional.ofNullable(active.read().beats().get(self.id()));
            if (stored.filter(beat -> beat == beats + 1).isEmpty()) {
                forgotten();
                return;
            }
            // The beat was done although its answer was lost.
        }
        beats++;
        lastBeat = now;
    }

    /** Others took this replica for dead, and its runs over: it lets go of them, and begins anew. */
    private void forgotten() {
        LOG.error("Lost the lease, and all runs with it: replica={}", self.id());
        executing.values().forEach(one -> one.execution().lose());
        beats = 0;
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
        return active.change(runs -> {
            boolean isLeft = dead.stream().anyMatch(replica -> runs.beats().containsKey(replica))
                    || !runs.owned(dead::contains).isEmpty();
            return isLeft ? Optional.of(runs.takenOver(dead, self)) : Optional.empty();
        });
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
            moves.tell(moves.find(run));
            listener.concluded(run, conclusion);
            if (conclusion.isPresent() && conclusion.get() instanceof Conclusion.Again again) {
                requeue(run, again.pause());
            } else {
                release(run);
            }
            isDone = true;
        } catch (LostRunException e) {
            LOG.warn(e.getMessage());
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
