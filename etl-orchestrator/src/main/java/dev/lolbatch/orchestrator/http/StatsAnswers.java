package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.stats.Publication;
import dev.lolbatch.orchestrator.stats.PublishedViews;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Answers about statistics over HTTP. An answer is made once for as long as its views are published, in the bytes that are sent;
 * who asks for it meanwhile waits for the same. A client that has it is told so without making it.
 */
@Singleton
final class StatsAnswers {
    private final Publication publication;
    private final KeptAnswers kept;
    private final ObjectMapper json;
    private final Clock clock;

    private record Key(String tagOfViews, Object question, Format format) {}

    /**
     * What an answer says.
     *
     * @param json all of it
     * @param rows what of it becomes CSV
     */
    record Content(Object json, List<?> rows) {}

    StatsAnswers(Publication publication, KeptAnswers kept, ObjectMapper json, Clock clock) {
        this.publication = publication;
        this.kept = kept;
        this.json = json;
        this.clock = clock;
    }

    /** @param question all that the content depends on but the views, equal for equal requests */
    Uni<Response> answer(Object question, HttpHeaders headers, Function<PublishedViews, Uni<Content>> content) {
        Format format = Format.wantedBy(headers);
        return publication.answer(state -> {
            EntityTag tag = EntityTag.of(state.views().tag(), format);
            if (tag.isIn(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                return Uni.createFrom().item(described(Response.notModified(), tag, state));
            }
            return kept.answer(new Key(state.views().tag(), question, format), () -> content.apply(state.views())
                            .map(said -> bytes(said, format)))
                    .map(answer ->
                            described(Response.ok(answer).header(HttpHeaders.CONTENT_TYPE, format.type()), tag, state));
        });
    }

    private byte[] bytes(Content content, Format format) {
        try {
            return switch (format) {
                case JSON -> json.writeValueAsBytes(content.json());
                case CSV -> Csv.bytes(content.rows(), json);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an answer about statistics", e);
        }
    }

    private Response described(Response.ResponseBuilder response, EntityTag tag, Publication.State state) {
        response.header(HttpHeaders.ETAG, tag.value())
                // To be kept, and asked for again each time: that costs neither side much.
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding");
        state.staleSince().ifPresent(since -> response.header("Age", age(since))
                .header("Warning", "110 - \"Cassandra is away: this was published then, and may have been replaced\""));
        return response.build();
    }

    private long age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }
}
