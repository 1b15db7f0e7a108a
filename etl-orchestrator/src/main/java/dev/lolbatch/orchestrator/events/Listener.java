package dev.lolbatch.orchestrator.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One who listens. What waits for him is bounded: when it does not fit, or he takes none of it for a while, his stream ends, and
 * he may come back with the number of the last event that he got. Events come to him in order and once. Only the feed's thread
 * puts signals in; any thread may take them or end the stream.
 */
final class Listener {
    private final int buffer;
    private final BlockingQueue<Signal> waiting;
    private final UnicastProcessor<Signal> stream;
    private volatile boolean ended;
    private long position;
    private Optional<Signal> firstAtLastBeat = Optional.empty();

    /**
     * @param position number of the event after which he wants to go on
     * @param buffer how many signals may wait
     */
    Listener(long position, int buffer) {
        this.position = position;
        this.buffer = buffer;
        this.waiting = new ArrayBlockingQueue<>(buffer);
        this.stream = UnicastProcessor.create(waiting, () -> ended = true);
    }

    Multi<Signal> stream() {
        return stream;
    }

    /** Number of the last event that was put in. */
    long position() {
        return position;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How much of the past may be put in: half of what fits is kept for what happens meanwhile. */
    int room() {
        return Math.max(0, buffer / 2 - waiting.size());
    }

    /** Puts an event in, unless it was before. */
    void event(LoggedEvent event) {
        if (event.seq() > position) {
            put(new Signal.Logged(event));
            position = event.seq();
        }
    }

    /** There is nothing to be had up to this event. */
    void skipTo(long seq) {
        position = Math.max(position, seq);
    }

    /** Drops what is transient where it might crowd out an event. */
    void passing(Signal.Transient signal) {
        if (room() > 0) {
            put(signal);
        }
    }

    /** Puts in something to begin with: an answer's headers are sent with its first bytes. */
    void greet() {
        put(new Signal.Heartbeat());
    }

    /** Sends a heartbeat where nothing else is to be sent, and ends the stream when nothing was taken since the last beat. */
    void beat() {
        Optional<Signal> first = Optional.ofNullable(waiting.peek());
        if (first.isEmpty()) {
            put(new Signal.Heartbeat());
        } else if (firstAtLastBeat.filter(signal -> signal == first.get()).isPresent()) {
            drop();
        }
        firstAtLastBeat = first;
    }

    /** Ends the stream after what waits. */
    void end() {
        ended = true;
        stream.onComplete();
    }

    /** Ends the stream before what waits, which nobody may ever take. */
    private void drop() {
        ended = true;
        waiting.clear();
        stream.onComplete();
    }

    private void put(Signal signal) {
        if (ended) {
            return;
        }
        if (waiting.remainingCapacity() == 0) {
            drop();
        } else {
            stream.onNext(signal);
        }
    }
}
