package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Photographs a stack that is up, for {@code docs/dashboard.md}, when it is asked for by its name; CONTRIBUTING says how. */
class Pictures {
    private static final String STACK = "http://127.0.0.1:8080";
    private static final Path IMAGES = Path.of("..", "docs", "images");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHONE_DARK")
    void everyPageIsPhotographedForTheDocumentation(Look look) throws IOException {
        RestClient orchestrator = new RestClient(URI.create(STACK));
        List<?> dates = (List<?>) orchestrator.get("/etl/dates").body().get("dates");
        LocalDate newest = LocalDate.parse((String) ((Map<?, ?>) dates.get(dates.size() - 1)).get("date"));
        try (Chromium chromium = Chromium.start();
                Visitor visitor = chromium.visit(STACK, look)) {
            DashboardPages.of(orchestrator, newest).forEach((name, path) -> {
                visitor.openWhole(path);
                visitor.photograph(IMAGES, name);
            });
            visitor.expectComplaint("404 (Not Found)");
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
