package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose answers a test chooses. */
class OpenApiContractTest {
    private static final String DOCUMENT =
            """
            {"openapi": "3.1.0", "info": {"title": "things", "version": "1"},
             "paths": {"/things/{id}": {"get": {
               "parameters": [{"name": "depth", "in": "query", "schema": {"type": "integer"}}],
               "responses": {
                 "200": {"description": "a thing",
                   "headers": {"Retry-After": {"required": true, "schema": {"type": "integer"}}},
                   "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                 "404": {"description": "none",
                   "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"},
                                                            "examples": {"unknown-thing": {}}}}}}}}},
             "components": {"schemas": {
               "Thing": {"type": "object", "required": ["id", "on"],
                 "properties": {
                   "id": {"type": "string"},
                   "on": {"type": "string", "format": "date"},
                   "at": {"type": "string", "format": "date-time"},
                   "self": {"type": "string", "format": "uri-reference"},
                   "state": {"$ref": "#/components/schemas/State"}}},
               "State": {"type": "string", "enum": ["NEW", "OLD"]},
               "Problem": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}}}}
            """;

    private static final String THING = "{\"id\": \"a\", \"on\": \"2026-01-13\"}";

    private HttpServer server;
    private RequestSpecification http;
    private Answer answer = new Answer(200, "application/json", Map.of("Retry-After", "5"), THING);

    private record Answer(int status, String type, Map<String, String> headers, String body) {
        Answer status(int other) {
            return new Answer(other, type, headers, body);
        }

        Answer type(String other) {
            return new Answer(status, other, headers, body);
        }

        Answer headers(Map<String, String> other) {
            return new Answer(status, type, other, body);
        }

        Answer body(String other) {
            return new Answer(status, type, headers, other);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/openapi", call -> send(call, new Answer(200, "application/json", Map.of(), DOCUMENT)));
        server.createContext("/", call -> send(call, answer));
        server.start();
        http = new RequestSpecBuilder()
                .setBaseUri("http://127.0.0.1")
                .setPort(server.getAddress().getPort())
                .addFilter(new OpenApiContract())
                .build();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerThatAgreesPasses() {
        assertThat(given().spec(http).get("/things/a?depth=1").asString()).isEqualTo(THING);
        assertThat(given().spec(http).head("/things/a").statusCode()).isEqualTo(200);
    }

    @Test
    void aStatusThatIsNotDocumentedFails() {
        answer = answer.status(201);
        assertDisagrees("its status is not documented");
    }

    @Test
    void aMediaTypeThatIsNotDocumentedFails() {
        answer = answer.type("text/plain");
        assertDisagrees("its media type text/plain is not documented");
    }

    @Test
    void aHeaderThatIsMissingOrOfAnotherTypeFails() {
        answer = answer.headers(Map.of());
        assertDisagrees("its header Retry-After is missing");
        answer = answer.headers(Map.of("Retry-After", "\"soon\""));
        assertDisagrees("its header Retry-After : string found, integer expected");
    }

    @Test
    void aPropertyThatTheSchemaDoesNotNameFails() {
        answer = answer.body("{\"id\": \"a\", \"on\": \"2026-01-13\", \"colour\": \"red\"}");
        assertDisagrees("property 'colour' is not defined in the schema");
    }

    @Test
    void aPropertyThatIsMissingFails() {
        answer = answer.body("{\"id\": \"a\"}");
        assertDisagrees("required property 'on' not found");
    }

    @Test
    void aValueOfAnotherFormFails() {
        answer = answer.body("{\"id\": \"a\", \"on\": \"2026/01/13\"}");
        assertDisagrees("/on: does not match the date pattern");
        answer = answer.body("{\"id\": \"a\", \"on\": \"2026-01-13\", \"at\": \"2026-01-13 10:15\"}");
        assertDisagrees("/at: does not match the date-time pattern");
        answer = answer.body("{\"id\": \"a\", \"on\": \"2026-01-13\", \"self\": \"/a b\"}");
        assertDisagrees("/self: does not match the uri-reference pattern");
        answer = answer.body("{\"id\": \"a\", \"on\": \"2026-01-13\", \"state\": \"new\"}");
        assertDisagrees("/state: does not have a value in the enumeration");
    }

    @Test
    void aParameterThatIsNotDocumentedFails() {
        assertThatThrownBy(() -> given().spec(http).get("/things/a?deep=1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the request's parameter deep is not documented");
    }

    @Test
    void aProblemOfACodeThatIsNotDocumentedFails() {
        answer = answer.status(404).type("application/problem+json").body("{\"code\": \"unknown-thing\"}");
        assertThat(given().spec(http).get("/things/a").statusCode()).isEqualTo(404);
        answer = answer.body("{\"code\": \"other\"}");
        assertDisagrees("its code \"other\" is not documented for this status");
    }

    @Test
    void anErrorOfAPathThatThereIsNotOrOfItsMethodsIsAProblem() {
        answer = answer.status(404).type("text/html").body("<html></html>");
        assertThatThrownBy(() -> given().spec(http).get("/nope"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("its media type is text/html, not application/problem+json");
        answer = answer.status(405).headers(Map.of("Allow", "GET, POST"));
        assertThatThrownBy(() -> given().spec(http).delete("/things/a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("its Allow is [GET, POST], but the path takes [GET, HEAD, OPTIONS]")
                .hasMessageContaining("its media type is text/html, not application/problem+json");
    }

    private void assertDisagrees(String reason) {
        assertThatThrownBy(() -> given().spec(http).get("/things/a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "/things/a was answered with " + answer.status() + ", which disagrees with /q/openapi: ")
                .hasMessageContaining(reason);
    }

    private static void send(HttpExchange call, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", answer.type());
        answer.headers().forEach((name, value) -> call.getResponseHeaders().add(name, value));
        boolean isHead = call.getRequestMethod().equals("HEAD");
        call.sendResponseHeaders(answer.status(), isHead ? -1 : body.length);
        if (!isHead) {
            call.getResponseBody().write(body);
        }
        call.close();
    }
}
