package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails every call whose answer is not as the service's own OpenAPI document says: its status, media type and headers must be
 * documented, and its body must have what the schema says and nothing else. What no operation answers, because there is no such
 * path or method, must be a problem. Probes and metrics are none of the document's business.
 */
public final class OpenApiContract implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    private volatile ApiModel model;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        URI uri = URI.create(request.getURI());
        List<String> disagreements = isOutside(uri, answer) ? List.of() : check(request.getMethod(), uri, answer);
        if (!disagreements.isEmpty()) {
            throw new AssertionError(request.getMethod() + " " + uri + " was answered with " + answer.statusCode()
                    + ", which disagrees with /q/openapi: " + String.join("; ", disagreements) + "\n"
                    + answer.asString());
        }
        return answer;
    }

    /** What is wrong with JSON that comes by other ways, such as the data of an event, by the name of its schema. */
    List<String> disagreements(URI service, String schema, String json) {
        ApiModel api = modelAt(service);
        return messages(api.validate(api.schema(schema), json(json)));
    }

    private static boolean isOutside(URI uri, Response answer) {
        return uri.getPath().startsWith("/q/") && answer.statusCode() != 404 && answer.statusCode() != 405;
    }

    private List<String> check(String method, URI uri, Response answer) {
        ApiModel api = modelAt(uri);
        Optional<ApiModel.Path> path = api.path(uri.getRawPath());
        if (path.isEmpty()) {
            return checkProblem(404, "there is no such path", method, answer);
        }
        if (method.equals("OPTIONS")) {
            return checkAllow(path.get(), 204, answer);
        }
        Optional<JsonNode> operation = path.get().operation(method);
        if (operation.isEmpty()) {
            List<String> found = new ArrayList<>(checkAllow(path.get(), 405, answer));
            found.addAll(checkProblem(405, "the path does not take this method", method, answer));
            return found;
        }
        JsonNode documented = operation.get().path("responses").path(Integer.toString(answer.statusCode()));
        if (documented.isMissingNode()) {
            return List.of("its status is not documented");
        }
        List<String> found = new ArrayList<>(undocumentedParameters(operation.get(), uri, answer));
        found.addAll(missingHeaders(documented, answer));
        found.addAll(checkContent(documented, method, answer));
        return found;
    }

    private List<String> checkProblem(int status, String reason, String method, Response answer) {
        if (answer.statusCode() != status) {
            return List.of("its status is not " + status + ", but " + reason);
        }
        if (!mediaType(answer).equals(PROBLEM)) {
            return List.of("its media type is " + mediaType(answer) + ", not " + PROBLEM);
        }
        return method.equals("HEAD")
                ? bodyOfHead(answer)
                : messages(model.validate(model.schema("Problem"), json(answer.asString())));
    }

    private static List<String> checkAllow(ApiModel.Path path, int status, Response answer) {
        if (answer.statusCode() != status) {
            return List.of("its status is not " + status);
        }
        Set<String> allowed = new TreeSet<>();
        for (Header allow : answer.headers().getList("Allow")) {
            allowed.addAll(Arrays.asList(allow.getValue().split(", ")));
        }
        return allowed.equals(path.methods())
                ? List.of()
                : List.of("its Allow is " + allowed + ", but the path takes " + path.methods());
    }

    /** A parameter that the service does not know is left unread, and so makes no error. */
    private static List<String> undocumentedParameters(JsonNode operation, URI uri, Response answer) {
        if (uri.getRawQuery() == null || answer.statusCode() >= 400) {
            return List.of();
        }
        Set<String> known = new TreeSet<>();
        operation
                .path("parameters")
                .forEach(parameter -> known.add(parameter.path("name").asText()));
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(parameter -> parameter.replaceFirst("=.*", ""))
                .filter(name -> !known.contains(name))
                .map(name -> "the request's parameter " + name + " is not documented")
                .toList();
    }

    private List<String> missingHeaders(JsonNode documented, Response answer) {
        List<String> found = new ArrayList<>();
        documented.path("headers").forEachEntry((name, header) -> {
            String value = answer.header(name);
            if (value != null) {
                JsonNode schema = header.path("schema");
                JsonNode read = schema.path("type").asText().equals("integer")
                        ? json(value)
                        : JSON.getNodeFactory().textNode(value);
                messages(model.validate(schema, read))
                        .forEach(message -> found.add("its header " + name + " " + message));
            } else if (header.path("required").asBoolean()) {
                found.add("its header " + name + " is missing");
            }
        });
        return found;
    }

    private List<String> checkContent(JsonNode documented, String method, Response answer) {
        if (!documented.has("content")) {
            return answer.asByteArray().length == 0 ? List.of() : List.of("it has a body, and none is documented");
        }
        JsonNode content = documented.path("content").path(mediaType(answer));
        if (content.isMissingNode()) {
            return List.of("its media type " + mediaType(answer) + " is not documented");
        }
        if (method.equals("HEAD")) {
            return bodyOfHead(answer);
        }
        JsonNode body = mediaType(answer).matches(".*[/+]json")
                ? json(answer.asString())
                : JSON.getNodeFactory().textNode(answer.asString());
        List<String> found = new ArrayList<>(messages(model.validate(content.path("schema"), body)));
        if (mediaType(answer).equals(PROBLEM)
                && !content.path("examples").has(body.path("code").asText())) {
            found.add("its code " + body.path("code") + " is not documented for this status");
        }
        return found;
    }

    private static List<String> bodyOfHead(Response answer) {
        return answer.asByteArray().length == 0 ? List.of() : List.of("it is an answer to HEAD and has a body");
    }

    private static List<String> messages(List<Error> errors) {
        return errors.stream().map(Error::toString).toList();
    }

    private static String mediaType(Response answer) {
        return answer.contentType().replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
    }

    /** A test may stop its service, but not before a first call. */
    private ApiModel modelAt(URI uri) {
        if (model == null) {
            model = new ApiModel(json(given().noFilters()
                    .accept("application/json")
                    .get(uri.resolve("/q/openapi"))
                    .asString()));
        }
        return model;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("It is no JSON: " + text, e);
        }
    }
}
