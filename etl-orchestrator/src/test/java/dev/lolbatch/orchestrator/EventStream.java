package dev.lolbatch.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of server-sent events, as a browser is one. */
public final class EventStream implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "event-stream");

    private EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        reader.setDaemon(true);
    }

    /**
     * What the server has sent.
     *
     * @param id empty for what is not repeated
     */
    public record Event(Optional<String> id, String name, String data) {}

    /** Returns when the server has answered. */
    public static EventStream open(URI uri, Optional<String> lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/event-stream")
                // As browsers do: what is compressed must not wait for a full block.
                .header("Accept-Encoding", "gzip, deflate");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            EventStream stream = new EventStream(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofLines()));
            stream.reader.start();
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** What has come so far, line by line. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The events that have come so far. */
    public List<Event> events() {
        return Stream.of(String.join("\n", lines).split("\n\n"))
                .filter(block -> block.lines().anyMatch(line -> line.startsWith("data:")))
                .map(block -> new Event(
                        field(block, "id"),
                        field(block, "event").orElse("message"),
                        field(block, "data").orElseThrow()))
                .toList();
    }

    /** Whether the server has ended it. */
    public boolean hasEnded() {
        return !reader.isAlive();
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        try {
            response.body().forEach(lines::add);
        } catch (UncheckedIOException e) {
            // Cut off, by either side: what has come is what there is.
            return;
        }
    }

    private static Optional<String> field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
