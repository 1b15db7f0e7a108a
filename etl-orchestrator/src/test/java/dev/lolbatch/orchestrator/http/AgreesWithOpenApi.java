package dev.lolbatch.orchestrator.http;

import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds every call of a test to the {@link OpenApiContract}. */
final class AgreesWithOpenApi implements BeforeEachCallback, AfterEachCallback {
    private final OpenApiContract contract = new OpenApiContract();

    @Override
    public void beforeEach(ExtensionContext context) {
        RestAssured.replaceFiltersWith(contract);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RestAssured.replaceFiltersWith(List.of());
    }
}
