package dev.lolbatch.orchestrator.pages;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the probes say, for people. */
@Page
@Path("/health")
@Produces(Page.HTML)
@NonBlocking
final class HealthPage {
    private final SmallRyeHealthReporter reporter;

    HealthPage(SmallRyeHealthReporter reporter) {
        this.reporter = reporter;
    }

    @GET
    @Operation(hidden = true)
    public Uni<String> show() {
        return reporter.getHealthAsync().map(HealthPage::checks).chain(checks -> Templates.health(checks)
                .createUni());
    }

    private static List<Check> checks(SmallRyeHealth health) {
        return health.getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> Check.of(
                        check.getString("name"), check.getString("status").equals("UP"), data(check)))
                .sorted((one, other) -> Boolean.compare(one.isUp(), other.isUp()))
                .toList();
    }

    private static Map<String, String> data(JsonObject check) {
        Map<String, String> data = new TreeMap<>();
        if (check.containsKey("data")) {
            check.getJsonObject("data").forEach((name, value) -> data.put(name, text(value)));
        }
        return data;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
