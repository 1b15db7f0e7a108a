package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Talks to a service, and tells its refusals and its silence as errors of a command. Upon the older client of the JDK, which
 * is there at once: the newer one takes longer to start than all else of a command.
 */
final class RestApi {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final int SHOWN_CHARS = 200;
    private static final String PROBLEM = "application/problem+json";

    private final String service;
    private final URI address;
    private final String option;
    private final Duration patience;

    /**
     * @param service what people call it
     * @param option by which people say that it is elsewhere
     * @param patience how long it may say nothing
     */
    RestApi(String service, URI address, String option, Duration patience) {
        this.service = service;
        this.address = address;
        this.option = option;
        this.patience = patience;
    }

    URI address() {
        return address;
    }

    /**
     * What the service has answered.
     *
     * @param type its content type, empty where there is none
     * @param body to be closed
     */
    record Response(URI uri, int status, String type, InputStream body) {}

    /**
     * An error of RFC 9457.
     *
     * @param code that never changes
     * @param activeRun path of the run that stands in the way
     */
    record Problem(String code, String detail, Optional<String> activeRun) {}

    /** @param path with its query */
    Response get(String path) {
        return send("GET", path, Optional.empty());
    }

    Response delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    /** Without a body. */
    Response post(String path) {
        return send("POST", path, Optional.empty());
    }

    Response post(String path, String json) {
        return send("POST", path, Optional.of(json));
    }

    private Response send(String method, String path, Optional<String> json) {
        try {
            URI uri = Addresses.below(address, path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "*/*");
            if (method.equals("POST")) {
                write(json, connection);
            }
            int status = connection.getResponseCode();
            InputStream body = status < BAD_REQUEST ? connection.getInputStream() : connection.getErrorStream();
            return new Response(
                    uri,
                    status,
                    Optional.ofNullable(connection.getContentType()).orElse(""),
                    body == null ? InputStream.nullInputStream() : body);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static void write(Optional<String> json, HttpURLConnection connection) throws IOException {
        byte[] body = json.orElse("").getBytes(UTF_8);
        json.ifPresent(any -> connection.setRequestProperty("Content-Type", "application/json"));
        connection.setDoOutput(true);
        // Of a body whose length is told the client keeps no copy, and so cannot send it twice by itself.
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    /** @throws CommandException when the service has refused, in its words */
    Response successful(Response response) {
        if (response.status() / 100 != 2) {
            throw refused(response.status(), problem(response).detail());
        }
        return response;
    }

    /** As {@link #successful}, read to its end. */
    Answer answer(Response response) {
        return new Answer(service, text(successful(response)));
    }

    /** A part of an answer that is not read as a whole. */
    Answer part(String text) {
        return new Answer(service, text);
    }

    /** What the service has refused with. */
    Problem problem(Response response) {
        String body = text(response);
        if (!response.type().startsWith(PROBLEM)) {
            String wrong = "Cannot use %s at %s: it answered %d %s; "
                    .formatted(service, response.uri(), response.status(), Printable.of(body, SHOWN_CHARS));
            // A service that ends, or who stands before one that is away, answers so.
            throw response.status() == UNAVAILABLE
                    ? CommandException.unreachable(wrong + "see whether it runs", null)
                    : CommandException.failed(wrong + "see whether it is one, and of the same version");
        }
        return new Answer(service, body).as(Problem.class);
    }

    private String text(Response response) {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    static CommandException refused(int status, String detail) {
        return switch (status) {
            case BAD_REQUEST -> CommandException.usage(detail);
            case UNAVAILABLE -> CommandException.unreachable(detail, null);
            default -> CommandException.failed(detail);
        };
    }

    /** The service cannot be talked to, or has stopped in the middle of an answer. */
    CommandException unreachable(IOException e) {
        return CommandException.unreachable(
                "Cannot reach %s at %s: %s; see whether it runs with ./lolbatch status, or give its address with %s"
                        .formatted(service, address, reason(e), option),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "nobody listens there";
        }
        if (e instanceof SocketTimeoutException) {
            return "it does not answer in time";
        }
        if (e instanceof UnknownHostException) {
            return "there is no host of this name";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
