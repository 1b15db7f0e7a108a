package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.MatchReader;
import dev.lolbatch.ingest.match.MatchRejectedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the records of one poll, partitions side by side; the order within a partition is kept. */
public final class RecordReader implements AutoCloseable {
    private final MatchReader reader;
    private final ExecutorService threads;

    /** @param parallelism how many partitions are read at once */
    public RecordReader(MatchReader reader, int parallelism) {
        this.reader = reader;
        this.threads = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "ingest-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What the records of each partition turned out to be.
     *
     * @param <P> names a partition
     * @throws IllegalStateException when the match reader broke its promise of a match or a typed rejection
     */
    public <P> Map<P, List<ReadRecord>> read(Map<P, List<ConsumedRecord>> partitions) throws InterruptedException {
        Map<P, List<ReadRecord>> read = new HashMap<>();
        if (partitions.size() < 2) {
            // Nothing to do meanwhile: another thread would only cost.
            partitions.forEach((partition, records) -> read.put(partition, read(records)));
            return read;
        }
        Map<P, Future<List<ReadRecord>>> tasks = new HashMap<>();
        partitions.forEach((partition, records) -> tasks.put(partition, threads.submit(() -> read(records))));
        for (Map.Entry<P, Future<List<ReadRecord>>> task : tasks.entrySet()) {
            read.put(task.getKey(), result(task.getValue()));
        }
        return read;
    }

    /** What these records of one partition turned out to be, in their order. */
    List<ReadRecord> read(List<ConsumedRecord> records) {
        return records.stream().map(this::read).toList();
    }

    private ReadRecord read(ConsumedRecord record) {
        int size = record.value() == null ? 0 : record.value().size();
        try {
            Match match = reader.read(bytes(record), record.position().timestampMillis());
            return new ReadRecord.Accepted(
                    record.position(), record.assignment(), size, PackedMatch.of(match, record.position()));
        } catch (MatchRejectedException e) {
            Reject reject = new Reject(
                    record.position(), record.key(), record.value(), record.headers(), e.reason(), e.getMessage());
            return new ReadRecord.Rejected(record.position(), record.assignment(), size, reject);
        }
    }

    private static byte[] bytes(ConsumedRecord record) {
        return record.value() == null ? null : record.value().bytes();
    }

    private static List<ReadRecord> result(Future<List<ReadRecord>> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            // A reader promises typed rejections and nothing else; whatever this is, going on would hide it.
            throw new IllegalStateException("Cannot read records: the match reader failed", e.getCause());
        }
    }

    /** Ends its threads; who waits for what they read gets an exception. */
    @Override
    public void close() {
        // Tasks that have not begun would be waited for in vain.
        for (Runnable task : threads.shutdownNow()) {
            if (task instanceof Future<?> waited) {
                waited.cancel(false);
            }
        }
    }
}
