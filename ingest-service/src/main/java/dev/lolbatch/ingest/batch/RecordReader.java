package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.MatchReader;
import dev.lolbatch.ingest.match.MatchRejectedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads the records of one poll, partitions side by side; the order within a partition is kept. */
final class RecordReader {
    private final MatchReader reader;
    private final ExecutorService threads;

    RecordReader(MatchReader reader, ExecutorService threads) {
        this.reader = reader;
        this.threads = threads;
    }

    List<ReadRecord> read(List<ConsumedRecord> records) throws InterruptedException {
        Collection<List<ConsumedRecord>> partitions = byPartition(records);
        if (partitions.size() < 2) {
            return records.stream().map(this::read).toList();
        }
        List<Future<List<ReadRecord>>> tasks = new ArrayList<>();
        partitions.forEach(partition -> tasks.add(
                threads.submit(() -> partition.stream().map(this::read).toList())));
        List<ReadRecord> read = new ArrayList<>(records.size());
        for (Future<List<ReadRecord>> task : tasks) {
            read.addAll(result(task));
        }
        return read;
    }

    private static Collection<List<ConsumedRecord>> byPartition(List<ConsumedRecord> records) {
        Map<Integer, List<ConsumedRecord>> partitions = new LinkedHashMap<>();
        records.forEach(record -> partitions
                .computeIfAbsent(record.position().partition(), partition -> new ArrayList<>())
                .add(record));
        return partitions.values();
    }

    private ReadRecord read(ConsumedRecord record) {
        int bytes = record.value() == null ? 0 : record.value().length;
        try {
            Match match = reader.read(record.value(), record.position().timestampMillis());
            return new ReadRecord.Accepted(
                    record.position(), record.assignment(), bytes, PackedMatch.of(match, record.position()));
        } catch (MatchRejectedException e) {
            Reject reject = new Reject(
                    record.position(), record.key(), record.value(), record.headers(), e.reason(), e.getMessage());
            return new ReadRecord.Rejected(record.position(), record.assignment(), bytes, reject);
        }
    }

    private static List<ReadRecord> result(Future<List<ReadRecord>> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            // A reader promises typed rejections and nothing else; whatever this is, going on would hide it.
            throw new IllegalStateException("Cannot read records: the match reader failed", e.getCause());
        }
    }
}
