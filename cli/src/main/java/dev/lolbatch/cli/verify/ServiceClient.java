package dev.lolbatch.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lolbatch.cli.Addresses;
import dev.lolbatch.cli.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service of ours over HTTP: its probes, and what it answers. */
final class ServiceClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    ServiceClient(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /**
     * What a probe says.
     *
     * @param body as MicroProfile Health has it
     */
    record Probe(String path, JsonNode body) {
        boolean isUp() {
            return body.path("status").asText().equals("UP");
        }

        /** The data of one of its checks; a missing node when it has none of that name. */
        JsonNode data(String check) {
            for (JsonNode one : body.path("checks")) {
                if (one.path("name").asText().equals(check)) {
                    return one.path("data");
                }
            }
            return body.path("checks").path(-1);
        }

        /** Its checks that are down, each with its data. */
        String down() {
            List<String> down = new ArrayList<>();
            for (JsonNode one : body.path("checks")) {
                if (!one.path("status").asText().equals("UP")) {
                    down.add(one.path("name").asText() + " " + reason(one.path("data")));
                }
            }
            return String.join(", ", down);
        }

        private static String reason(JsonNode data) {
            return data.hasNonNull("reason") ? data.path("reason").asText() : data.toString();
        }
    }

    /** @param path such as {@code /q/health/ready} */
    Probe probe(String path) throws IOException, InterruptedException {
        return new Probe(path, json(send(path)));
    }

    /** @throws CheckFailedException when the answer is an error */
    JsonNode get(String path) throws IOException, InterruptedException, CheckFailedException {
        HttpResponse<String> response = send(path);
        JsonNode body = json(response);
        if (response.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new CheckFailedException(
                    "%s answered %d: %s"
                            .formatted(
                                    response.uri(),
                                    response.statusCode(),
                                    body.path("detail").asText("no reason given")),
                    "see the log of the service");
        }
        return body;
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Addresses.below(address, path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s answered %d, and no JSON: it is another program"
                            .formatted(response.uri(), response.statusCode()),
                    e);
        }
    }
}
