package dev.lolbatch.orchestrator.events;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the log on to whoever listens, each from where he left off. One thread reads the log, and only while somebody listens:
 * what is new once for all, and the past for those who are behind, as fast as they take it. A listener gets what is new from
 * the moment when he has all that was read before, which the one thread cannot miss.
 *
 * <pre>
 *   behind ── position = the feed's ──► in step        ended: by himself, when he is too slow, when the feed closes
 * </pre>
 */
public final class EventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int PAGE = 256;

    /** Time for a listener who is behind to take what he was given. */
    private static final Duration CATCH_UP_PAUSE = Duration.ofMillis(10);

    private final EventLog log;
    private final Supplier<List<Signal.Transient>> moment;
    private final FeedSettings settings;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    // Of the one thread alone, as is everything that the listeners are given.
    private long position;
    private boolean polling;
    private boolean catchingUp;
    private boolean beating;
    private final Set<String> failing = new HashSet<>();

    /**
     * @param moment what is new of what is not kept, since it was asked last; asked as often as the log while somebody listens,
     *     and told to all who listen then
     */
    public EventFeed(EventLog log, Supplier<List<Signal.Transient>> moment, FeedSettings settings) {
        this.log = log;
        this.moment = moment;
        this.settings = settings;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "events");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * All that happens after an event, beginning with what has happened since. The stream begins with a heartbeat. It ends
     * when the listener is too slow or the feed closes. Blocks while it looks for the newest event.
     *
     * @param after number of the event; what happens from now on when it is empty, or beyond the newest
     */
    public Multi<Signal> follow(OptionalLong after) {
        long last = log.last();
        long from = Math.min(after.orElse(last), last);
        return Multi.createFrom().deferred(() -> {
            Listener listener = new Listener(from, settings.buffer());
            listeners.add(listener);
            onThread(() -> join(listener, last));
            if (closed) {
                listener.end();
            }
            return listener.stream().onTermination().invoke(() -> listeners.remove(listener));
        });
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }

    /** Ends every stream, at once. */
    @Override
    public void close() {
        closed = true;
        listeners.forEach(Listener::end);
        thread.shutdownNow();
    }

    private void join(Listener listener, long last) {
        listener.greet();
        if (!polling) {
            position = last;
            polling = true;
            later(settings.pollInterval(), this::poll);
        }
        if (!beating) {
            beating = true;
            later(settings.heartbeat(), this::beat);
        }
        if (!catchingUp) {
            catchUp();
        }
    }

    private void poll() {
        polling = isListenedTo();
        if (polling) {
            reading("events", this::passOnNews);
            reading("progress", this::passOnMoment);
            later(settings.pollInterval(), this::poll);
        }
    }

    private void beat() {
        beating = isListenedTo();
        if (beating) {
            listeners.forEach(Listener::beat);
            later(settings.heartbeat(), this::beat);
        }
    }

    private void catchUp() {
        boolean done = reading(
                "events", () -> listeners.stream().filter(this::isBehind).forEach(this::passOnPast));
        catchingUp = isListenedTo() && listeners.stream().anyMatch(this::isBehind);
        if (catchingUp) {
            later(done ? CATCH_UP_PAUSE : settings.pollInterval(), this::catchUp);
        }
    }

    private boolean isListenedTo() {
        listeners.removeIf(Listener::hasEnded);
        return !listeners.isEmpty();
    }

    /** False when it could not be read: the listeners wait, and no event is lost. */
    private boolean reading(String what, Runnable task) {
        try {
            task.run();
            if (failing.remove(what)) {
                LOG.info("Can be read again for listeners: what={} seq={}", what, position);
            }
            return true;
        } catch (OrchestratorException e) {
            if (failing.add(what)) {
                LOG.warn(
                        "Cannot be read for listeners, trying again: what={} seq={} reason={}",
                        what,
                        position,
                        e.getMessage());
            }
        } catch (RuntimeException e) {
            if (failing.add(what)) {
                LOG.error(
                        "Cannot be read for listeners because of a fault, trying again: what={} seq={}",
                        what,
                        position,
                        e);
            }
        }
        return false;
    }

    private void passOnNews() {
        List<LoggedEvent> news;
        do {
            news = log.after(position, PAGE);
            for (Listener listener : listeners) {
                if (!isBehind(listener)) {
                    news.forEach(listener::event);
                }
            }
            if (!news.isEmpty()) {
                position = news.get(news.size() - 1).seq();
            }
        } while (news.size() == PAGE);
    }

    private void passOnMoment() {
        moment.get().forEach(signal -> listeners.forEach(listener -> listener.passing(signal)));
    }

    private boolean isBehind(Listener listener) {
        return listener.position() < position;
    }

    private void passOnPast(Listener listener) {
        int room = Math.min(PAGE, listener.room());
        if (room == 0) {
            return;
        }
        List<LoggedEvent> past = log.after(listener.position(), room);
        if (past.isEmpty()) {
            LOG.warn("Events are gone from the log: after_seq={} seq={}", listener.position(), position);
            listener.skipTo(position);
        }
        past.forEach(listener::event);
    }

    private void later(Duration delay, Runnable task) {
        try {
            // Nobody waits for it, and what reads the log says itself what is wrong.
            Future<?> unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Feed is closed", e);
        }
    }

    private void onThread(Runnable task) {
        later(Duration.ZERO, task);
    }
}
