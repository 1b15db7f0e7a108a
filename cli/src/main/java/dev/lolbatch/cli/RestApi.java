package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Talks to a service, and tells its refusals and its silence as errors of a command. */
final class RestApi {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final int SHOWN_CHARS = 200;
    private static final String PROBLEM = "application/problem+json";

    private final String service;
    private final URI address;
    private final String option;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * @param service what people call it
     * @param option by which people say that it is elsewhere
     */
    RestApi(String service, URI address, String option) {
        this.service = service;
        this.address = address;
        this.option = option;
    }

    URI address() {
        return address;
    }

    /**
     * An error of RFC 9457.
     *
     * @param code that never changes
     * @param activeRun path of the run that stands in the way
     */
    record Problem(String code, String detail, Optional<String> activeRun) {}

    /** @param path with its query */
    HttpRequest.Builder request(String path) {
        // The service may be at a path of its host.
        return HttpRequest.newBuilder(URI.create(address.toString().replaceFirst("/+$", "") + path))
                .header("Accept", "*/*");
    }

    /** The answer, whatever it is; its body is to be closed. */
    HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot wait for %s: interrupted".formatted(service), e);
        }
    }

    /** @throws CommandException when the service has refused, in its words */
    HttpResponse<InputStream> successful(HttpResponse<InputStream> response) {
        if (response.statusCode() / 100 != 2) {
            throw refused(response.statusCode(), problem(response).detail());
        }
        return response;
    }

    /** As {@link #successful}, read to its end. */
    Answer answer(HttpResponse<InputStream> response) {
        return new Answer(service, text(successful(response)));
    }

    /** What the service has refused with. */
    Problem problem(HttpResponse<InputStream> response) {
        String body = text(response);
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(PROBLEM))
                .map(type -> new Answer(service, body).as(Problem.class))
                .orElseThrow(() -> CommandException.failed(
                        "Cannot use %s at %s: it answered %d %s; see whether it is one, and of the same version"
                                .formatted(
                                        service,
                                        response.request().uri(),
                                        response.statusCode(),
                                        Printable.of(body, SHOWN_CHARS))));
    }

    private String text(HttpResponse<InputStream> response) {
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

    /** The client says nothing but the name of its exception where nobody listens. */
    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "it does not answer in time";
        }
        if (e instanceof ConnectException && e.getMessage() == null) {
            return "nobody listens there";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
