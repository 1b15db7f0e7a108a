package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls a service as curl would. */
final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    // Decimals keep their scale, and whole numbers are longs as in the tables.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    RestClient(URI base) {
        this.base = base;
    }

    /** An answer: its status, headers and JSON object. */
    record Answer(HttpResponse<String> response, Map<String, Object> body) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    int status(String path) throws IOException {
        return response(path).statusCode();
    }

    /** The answer as it came, whatever it is. */
    HttpResponse<String> response(String path) throws IOException {
        return send(request(path).GET().build());
    }

    Answer get(String path) throws IOException {
        return answer(request(path).GET().build());
    }

    /** The JSON object of an answer that must be one with status 200. */
    Map<String, Object> found(String path) throws IOException {
        return object(foundText(path));
    }

    /** The text of an answer that must be one with status 200. */
    String foundText(String path) throws IOException {
        HttpResponse<String> response = response(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    Answer post(String path) throws IOException {
        return answer(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    String text(String path) throws IOException {
        return response(path).body();
    }

    /** A JSON object as {@link #get} gives it. */
    static Map<String, Object> object(String json) throws IOException {
        return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    }

    static String pathSegment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    private Answer answer(HttpRequest request) throws IOException {
        HttpResponse<String> response = send(request);
        return new Answer(response, object(response.body()));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Cannot call " + request.uri() + ": interrupted");
        }
    }
}
