package dev.lolbatch.orchestrator.run;

import dev.lolbatch.orchestrator.logs.JobLogs;
import dev.lolbatch.orchestrator.logs.StoredLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What replicas share: the stores, the jobs' records and the views, in memory. */
final class World {
    static final Instant NOW = Instant.parse("2026-01-14T00:30:00Z");
    static final RunSettings SETTINGS = settings(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(10));

    final InMemoryRunStore store = new InMemoryRunStore();
    final InMemoryActiveRuns active = new InMemoryActiveRuns();
    final Map<String, JobRecord> records = new ConcurrentHashMap<>();
    final Views views = new Views();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<RunId> takenOver = new CopyOnWriteArrayList<>();
    /** What happens between the end of an attempt and that of its claim. */
    volatile Runnable onConcluded = () -> {};

    private final Map<RunId, Integer> told = new ConcurrentHashMap<>();
    private final Map<String, IdempotencyKeys.Use> keys = new ConcurrentHashMap<>();
    private final AtomicInteger replicas = new AtomicInteger();
    private final Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    private final Random random = new Random(42);

    static RunSettings settings(Duration lease, Duration stopGrace, Duration backoff) {
        return new RunSettings(1, 3, Duration.ofMillis(5), stopGrace, lease, lease, new RetryPolicy(2, backoff));
    }

    /** Permits and published views, which change in one step as in Cassandra's one partition. */
    static final class Views implements Publications {
        private final Set<String> permits = new HashSet<>();
        private final Map<LocalDate, List<String>> published = new ConcurrentHashMap<>();

        @Override
        public synchronized void permit(String jobId) {
            permits.add(jobId);
        }

        @Override
        public synchronized void forbid(String jobId) {
            permits.remove(jobId);
        }

        @Override
        public Set<LocalDate> publishedBy(Collection<String> jobIds, Collection<LocalDate> dates) {
            Set<LocalDate> all = new HashSet<>(dates);
            all.removeIf(
                    date -> published.getOrDefault(date, List.of()).stream().noneMatch(jobIds::contains));
            return all;
        }

        /** A job's own: false when it may not. */
        synchronized boolean publish(String jobId, LocalDate date) {
            if (!permits.contains(jobId)) {
                return false;
            }
            published.computeIfAbsent(date, any -> new CopyOnWriteArrayList<>()).add(jobId);
            return true;
        }

        synchronized boolean isPermitted(String jobId) {
            return permits.contains(jobId);
        }

        synchronized Set<String> permits() {
            return Set.copyOf(permits);
        }

        /** The jobs that have published a date, each as often as it has. */
        List<String> publications(LocalDate date) {
            return published.getOrDefault(date, List.of());
        }
    }

    private static final class NoLogs implements JobLogs {
        @Override
        public Optional<StoredLog> find(String jobId) {
            return Optional.empty();
        }

        @Override
        public void keep(String jobId) {}
    }

    private final class Journal implements RunJournal {
        @Override
        public int told(RunId id) {
            return told.getOrDefault(id, 0);
        }

        @Override
        public void append(Run run, int index) {
            heard.add(run.changes().get(index).state().name());
            told.put(run.id(), index + 1);
        }
    }

    private final class Takeovers implements SupervisorListener {
        @Override
        public void concluded(RunId run, Optional<Conclusion> conclusion) {
            onConcluded.run();
        }

        @Override
        public void takenOver(RunId run) {
            takenOver.add(run);
        }
    }

    RunPorts ports(JobLauncher launcher) {
        return ports(launcher, active);
    }

    RunPorts ports(JobLauncher launcher, ActiveRunsStore activeRuns) {
        return new RunPorts(
                store,
                activeRuns,
                (key, use) -> Optional.ofNullable(keys.putIfAbsent(key, use)).orElse(use),
                id -> Optional.ofNullable(records.get(id)),
                views,
                new LakeSince2026(),
                launcher,
                new NoLogs(),
                run -> {},
                new Journal(),
                new Takeovers());
    }

    /** Another orchestrator process of a machine. */
    Replica newReplica(String host) {
        return new Replica(new Child(host, replicas.incrementAndGet(), NOW));
    }

    RunService service(Replica replica, RunPorts ports, RunSettings settings) {
        return new RunService(replica, ports, settings, clock, random, task -> {
            Thread thread = new Thread(task, replica.id());
            // A replica that a test has killed says so by an error in each of its threads.
            thread.setUncaughtExceptionHandler((dead, error) -> {});
            return thread;
        });
    }

    static RunRequest request(LocalDate... dates) {
        return new RunRequest(() -> List.of(dates), Origin.REQUEST, "dates=" + List.of(dates), Optional.empty());
    }

    RunState.Name state(RunId id) {
        return store.find(id).orElseThrow().state().name();
    }

    private static final class LakeSince2026 implements LakeDates {
        @Override
        public boolean hasRows(LocalDate date) {
            return date.getYear() >= 2026;
        }

        @Override
        public void check() {}
    }
}
