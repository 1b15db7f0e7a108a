package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which views are published, as calls need it: what was read at most {@link #FRESH} ago is good as it is, up to {@link #LATEST} while
 * it is read again, and beyond that a call waits for the reading. So calls cost the store one reading in a while, however many there
 * are, and none stands on what was replaced more than two seconds before. Where the store cannot be reached, what was read last
 * serves for as long as is allowed, and says since when. Thread-safe, and never blocks.
 */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final Duration LATEST = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;

    private final ViewStore store;
    private final Duration maxStale;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);
    private final AtomicReference<Reading> underWay = new AtomicReference<>();
    private final AtomicLong expirations = new AtomicLong();

    /**
     * @param views empty before the first reading
     * @param nanos when that reading began
     * @param at the same by the clock
     * @param expirations how many there were then: what was read is of no use after another
     * @param failedNanos when a reading failed since; empty when none did
     */
    private record Known(
            Optional<PublishedViews> views, long nanos, Instant at, long expirations, Optional<Long> failedNanos) {
        static final Known NOTHING = new Known(Optional.empty(), 0, Instant.EPOCH, -1, Optional.empty());

        Known failed(long when) {
            return new Known(views, nanos, at, expirations, Optional.of(when));
        }
    }

    private record Reading(long expirations, CompletableFuture<PublishedViews> result) {}

    /**
     * What is published.
     *
     * @param staleSince when it was read, while the store cannot be reached; empty when it is of now
     */
    public record State(PublishedViews views, Optional<Instant> staleSince) {}

    /** @param maxStale for how long what was read last serves while the store cannot be reached */
    public Publication(ViewStore store, Duration maxStale, Clock clock) {
        this(store, maxStale, clock, System::nanoTime);
    }

    Publication(ViewStore store, Duration maxStale, Clock clock, LongSupplier nanoTime) {
        this.store = store;
        this.maxStale = maxStale;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Fails with {@code STORE_UNAVAILABLE}. */
    public Uni<State> read() {
        Known now = known.get();
        long age = nanoTime.getAsLong() - now.nanos();
        boolean isCurrent = now.expirations() == expirations.get();
        if (isCurrent && age < FRESH.toNanos()) {
            return of(now);
        }
        boolean isFailing = now.failedNanos().isPresent();
        boolean isTriedSoon =
                isFailing && nanoTime.getAsLong() - now.failedNanos().get() < RETRY.toNanos();
        if (isTriedSoon && isServed(now)) {
            return of(now);
        }
        Reading next = readAgain();
        if (isServed(now) && (isFailing || (isCurrent && age < LATEST.toNanos()))) {
            return of(now);
        }
        return result(next);
    }

    /**
     * What is made of the views that are published; made again when they are replaced meanwhile. Fails with {@code
     * STORE_UNAVAILABLE}, and as the making does.
     */
    public <T> Uni<T> answer(Function<State, Uni<T>> making) {
        return answer(making, ATTEMPTS);
    }

    private <T> Uni<T> answer(Function<State, Uni<T>> making, int attempts) {
        return read().chain(making::apply).onFailure(VersionGoneException.class).recoverWithUni(() -> {
            expire();
            return attempts > 1
                    ? answer(making, attempts - 1)
                    : Uni.createFrom().failure(replacedTooOften());
        });
    }

    private static OrchestratorException replacedTooOften() {
        return OrchestratorException.temporary(
                ErrorCode.STORE_UNAVAILABLE,
                RETRY,
                "Cannot read the statistics: they were replaced " + ATTEMPTS + " times while they were read; try again",
                null);
    }

    private Uni<State> result(Reading next) {
        return Uni.createFrom()
                .completionStage(next.result())
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause)
                // One that was under way when something was published may not have it.
                .chain(views -> next.expirations() < expirations.get()
                        ? read()
                        : Uni.createFrom().item(new State(views, Optional.empty())))
                .onFailure(OrchestratorException.class)
                .recoverWithUni(failure -> {
                    Known last = known.get();
                    return isServed(last) ? of(last) : Uni.createFrom().failure(failure);
                });
    }

    /** Something may just have been published: calls from now on are answered by what is read from now on. */
    public void expire() {
        expirations.incrementAndGet();
    }

    private boolean isServed(Known state) {
        return state.views().isPresent() && nanoTime.getAsLong() - state.nanos() < maxStale.toNanos();
    }

    private static Uni<State> of(Known state) {
        return Uni.createFrom()
                .item(new State(state.views().orElseThrow(), state.failedNanos().map(any -> state.at())));
    }

    /** One at a time: who comes while one is under way shares it. */
    private Reading readAgain() {
        Reading mine = new Reading(expirations.get(), new CompletableFuture<>());
        Reading other = underWay.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        long nanos = nanoTime.getAsLong();
        Instant at = clock.instant();
        store.pointers()
                .map(PublishedViews::of)
                .subscribe()
                .with(
                        views -> {
                            Known before = known.getAndSet(
                                    new Known(Optional.of(views), nanos, at, mine.expirations(), Optional.empty()));
                            if (before.failedNanos().isPresent()) {
                                LOG.info("Published views can be read again");
                            }
                            underWay.set(null);
                            mine.result().complete(views);
                        },
                        failure -> {
                            Known before = known.getAndUpdate(state -> state.failed(nanoTime.getAsLong()));
                            if (before.failedNanos().isEmpty()) {
                                LOG.warn("Cannot read which views are published: reason={}", failure.getMessage());
                            }
                            underWay.set(null);
                            mine.result().completeExceptionally(failure);
                        });
        return mine;
    }
}
