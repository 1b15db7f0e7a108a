package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Answers each request with what a test said in advance; the last answer to a request is given again. */
public final class FakeOrchestrator implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();

    private record Answer(int status, String type, String body) {}

    public FakeOrchestrator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Answers so from now on.
     *
     * @param request method and path with query, such as {@code GET /etl/runs}
     */
    public FakeOrchestrator on(String request, int status, String body) {
        return on(request, status, status < 400 ? "application/json" : "application/problem+json", body);
    }

    /** As the other, with a content type of its own. */
    FakeOrchestrator on(String request, int status, String type, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, type, body));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Deque<Answer> queue = answers.get(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Answer answer = queue == null
                ? new Answer(500, "text/plain", "unexpected")
                : queue.size() > 1 ? queue.poll() : queue.peek();
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
