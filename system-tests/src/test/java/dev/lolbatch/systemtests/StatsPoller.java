package dev.lolbatch.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for one path after the other, round and round, each as soon as the one before has answered, and keeps every answer in
 * order. One caller alone, so that what it is told later is newer.
 */
final class StatsPoller implements AutoCloseable {
    private final RestClient service;
    private final List<String> paths;
    /** Equal answers are kept once: there are thousands of them. */
    private final Map<Answer, Answer> distinct = new ConcurrentHashMap<>();

    private final CompletableFuture<List<Answer>> polling;
    private volatile boolean ending;

    private StatsPoller(RestClient service, List<String> paths) {
        this.service = service;
        this.paths = paths;
        this.polling = CompletableFuture.supplyAsync(this::poll, task -> new Thread(task, "stats-poller").start());
    }

    /** What a path was answered, whatever it is. */
    record Answer(String path, int status, String body) {
        static Answer of(RestClient service, String path) throws IOException {
            HttpResponse<String> response = service.response(path);
            return new Answer(path, response.statusCode(), response.body());
        }
    }

    static StatsPoller start(RestClient service, List<String> paths) {
        return new StatsPoller(service, List.copyOf(paths));
    }

    /** Fails when the service could not be asked. */
    boolean hasSeen(Answer answer) {
        if (polling.isCompletedExceptionally()) {
            polling.join();
        }
        return distinct.containsKey(answer);
    }

    /** Ends the polling and returns all answers, the first one first. */
    List<Answer> answers() {
        ending = true;
        return polling.join();
    }

    /** Ends the polling. */
    @Override
    public void close() {
        ending = true;
    }

    private List<Answer> poll() {
        List<Answer> answers = new ArrayList<>();
        try {
            while (!ending) {
                for (String path : paths) {
                    Answer answer = Answer.of(service, path);
                    answers.add(distinct.computeIfAbsent(answer, first -> first));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot poll after " + answers.size() + " answers: " + e.getMessage(), e);
        }
        return answers;
    }
}
