package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Says in the OpenAPI document what holds for all of the API, so that no resource repeats it: every error is a {@link Problem},
 * whose codes are those that the response's description begins its clauses with, as in {@code unknown-run: there is no such run};
 * and what is {@link java.util.Optional} is left out of an answer when it is empty, while all else is always there.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    private static final String SCHEMAS = "#/components/schemas/";

    /** Enums whose names say what they are only together with the class around them. */
    private static final Map<String, String> RENAMED = new TreeMap<>(Map.of("Name", "RunState", "State", "DateState"));

    /** Whatever is asked for. */
    private static final Map<String, String> ANYWHERE = new TreeMap<>(Map.of(
            "406", "not-acceptable: Accept asks for none of the forms that there are",
            "500", "internal-error: a fault of the orchestrator"));

    @Override
    public Schema filterSchema(Schema schema) {
        RENAMED.forEach((before, after) -> {
            if ((SCHEMAS + before).equals(schema.getRef())) {
                schema.setRef(SCHEMAS + after);
            }
        });
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        RENAMED.forEach((before, after) -> {
            components.addSchema(after, components.getSchemas().get(before));
            components.removeSchema(before);
        });
        components.getSchemas().values().forEach(ApiDocument::leaveOutWhatIsEmpty);
        components
                .getSchemas()
                .get("Problem")
                .getProperties()
                .get("code")
                .setEnumeration(Arrays.stream(ErrorCode.values())
                        .<Object>map(ErrorCode::code)
                        .toList());
        for (ErrorCode code : ErrorCode.values()) {
            components.addExample(code.code(), example(code));
        }
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> describeErrors(operation.getResponses()));
    }

    private static void leaveOutWhatIsEmpty(Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        schema.getProperties().forEach((name, property) -> {
            if (property.getType() != null && property.getType().contains(SchemaType.NULL)) {
                property.removeType(SchemaType.NULL);
            } else if (property.getAnyOf() != null) {
                schema.addProperty(name, property.getAnyOf().get(0));
            } else {
                schema.addRequired(name);
            }
        });
    }

    private static Example example(ErrorCode code) {
        Map<String, Object> problem = new TreeMap<>(Map.of(
                "code", code.code(),
                "title", code.title(),
                "status", code.status(),
                "detail", "Cannot do what was asked for: what is wrong this time; what to do about it",
                "instance", "/etl/runs"));
        if (code == ErrorCode.RUN_ACTIVE) {
            problem.put("active_run", Examples.RUN_PATH);
        }
        return OASFactory.createExample().summary(code.title()).value(problem);
    }

    private static void describeErrors(APIResponses responses) {
        ANYWHERE.forEach((status, description) ->
                responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description)));
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                describe(response, Integer.parseInt(status));
            }
        });
        // Sorted, as all maps here are, so that every build writes the same document.
        if (responses.hasAPIResponse("304")) {
            describeCaching(responses);
        }
        responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    }

    private static void describeCaching(APIResponses responses) {
        responses
                .getAPIResponse("304")
                .description("The client has the answer that If-None-Match names")
                .content(null)
                .addHeader("ETag", header(SchemaType.STRING, "Its name"));
        responses
                .getAPIResponse("200")
                .addHeader(
                        "ETag",
                        header(SchemaType.STRING, "Names this answer, for as long as the same views are published"))
                .addHeader(
                        "Age",
                        header(
                                        SchemaType.INTEGER,
                                        "While Cassandra is away: seconds since it was read what is published")
                                .required(false))
                .addHeader(
                        "Warning",
                        header(SchemaType.STRING, "While Cassandra is away: says so")
                                .required(false));
    }

    private static void describe(APIResponse response, int status) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMAS + "Problem"));
        codes(response, status)
                .forEach(code -> problem.addExample(
                        code.code(), OASFactory.createExample().ref("#/components/examples/" + code.code())));
        response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
        switch (status) {
            case 409 -> response.addHeader("Link", header(SchemaType.STRING, "The active run, as rel=related"));
            case 429, 503 ->
                response.addHeader("Retry-After", header(SchemaType.INTEGER, "Seconds after which to try again"));
            default -> {}
        }
    }

    private static Stream<ErrorCode> codes(APIResponse response, int status) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .filter(code -> (" " + response.getDescription()).contains(" " + code.code() + ": "));
    }

    private static Header header(SchemaType type, String description) {
        return OASFactory.createHeader()
                .required(true)
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }
}
