package dev.lolbatch.orchestrator.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that is generated from the document relies on. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class OpenApiDocumentIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private String text;
    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        text = given().accept("application/json").get("/q/openapi").asString();
        document = JSON.readTree(text);
    }

    @Test
    void aParserOfOpenApi31FindsNoFault() {
        // Given
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        // When
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, List.of(), options);

        // Then
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1.");
        assertThat(parsed.getOpenAPI().getPaths())
                .hasSize(document.path("paths").size());
    }

    @Test
    void everyPathIsThere() {
        assertThat(document.path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "/",
                        "/etl/dates",
                        "/etl/events",
                        "/etl/runs",
                        "/etl/runs/{id}",
                        "/etl/runs/{id}/log",
                        "/features",
                        "/matches/{date}/{match_id}",
                        "/participants",
                        "/stats/champions",
                        "/stats/champions/{name}",
                        "/stats/positions",
                        "/stats/positions/{position}");
    }

    @Test
    void everyOperationHasANameOfItsOwnASummaryAndATag() {
        assertThat(operations().values()).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText()).isNotEmpty();
            assertThat(operation.path("tags")).hasSize(1);
        });
        assertThat(operations().values())
                .extracting(operation -> operation.path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyParameterHasATypeAndADescription() {
        assertThat(document.findParents("in")).isNotEmpty().allSatisfy(parameter -> {
            JsonNode schema = parameter.path("schema");
            assertThat(schema.has("type") || schema.has("$ref")).isTrue();
            assertThat(parameter.path("description").asText()).isNotEmpty();
        });
    }

    @Test
    void everyErrorIsAProblemWithTheCodesThatItsDescriptionNames() {
        operations().forEach((name, operation) -> operation.path("responses").forEachEntry((status, response) -> {
            if (status.compareTo("400") >= 0) {
                JsonNode problem = response.at("/content/application~1problem+json");
                assertThat(response.path("content")).as(name + " " + status).hasSize(1);
                assertThat(problem.at("/schema/$ref").asText()).isEqualTo("#/components/schemas/Problem");
                assertThat(problem.path("examples")).as(name + " " + status).isNotEmpty();
            }
        }));
        assertThat(document.at("/components/schemas/Problem/properties/code/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void whatIsNotAlwaysThereIsOptionalAndNothingIsNull() {
        assertThat(text).doesNotContain("\"null\"");
        assertThat(document.at("/components/schemas/Run/required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        "run_id", "state", "dates", "requested_at", "origin", "changes", "attempts", "self", "log");
    }

    @Test
    void everyEnumHasANameOfItsOwn() {
        assertThat(document.at("/components/schemas").fieldNames())
                .toIterable()
                .contains("RunState", "DateState", "Origin", "LakeDate")
                .doesNotContain("Name", "State");
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        ApiModel model = new ApiModel(document);
        List<String> seen = new ArrayList<>();
        for (JsonNode content : document.findValues("content")) {
            content.forEach(form -> form.path("examples").forEachEntry((name, example) -> {
                JsonNode value = example.has("$ref")
                        ? document.at(example.path("$ref").asText().substring(1) + "/value")
                        : example.path("value");
                assertThat(model.validate(form.path("schema"), value)).as(name).isEmpty();
                seen.add(name);
            }));
        }
        assertThat(seen).contains("waiting", "running", "page", "dates", "published", "run", "run-active");
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .forEachEntry((path, item) ->
                        item.forEachEntry((method, operation) -> operations.put(method + " " + path, operation)));
        return operations;
    }
}
