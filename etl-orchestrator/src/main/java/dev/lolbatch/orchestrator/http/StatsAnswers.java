package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.stats.Publication;
import dev.lolbatch.orchestrator.stats.PublishedViews;
import dev.lolbatch.orchestrator.stats.StatsService;
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
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Answers about statistics over HTTP. An answer is made once for as long as its views are published, in the bytes that are sent;
 * who asks for it meanwhile waits for the same. A client that has it is told so without making it.
 */
@Singleton
final class StatsAnswers {
    private static final int KEPT_BYTES = 64 << 20;
    private static final int ATTEMPTS = 5;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Publication publication;
    private final ObjectMapper json;
    private final Clock clock;
    private final AsyncCache<Key, byte[]> made = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Key key, byte[] answer) -> answer.length)
            .buildAsync();

    private record Key(String tagOfViews, Object question, Format format) {}

    /**
     * What an answer says.
     *
     * @param json all of it
     * @param rows what of it becomes CSV
     */
    record Content(Object json, List<?> rows) {}

    StatsAnswers(Publication publication, ObjectMapper json, Clock clock) {
        this.publication = publication;
        this.json = json;
        this.clock = clock;
    }

    /** @param question all that the content depends on but the views, equal for equal requests */
    Uni<Response> answer(Object question, HttpHeaders headers, Function<PublishedViews, Uni<Content>> content) {
        return answer(question, headers, content, ATTEMPTS);
    }

    private Uni<Response> answer(
            Object question, HttpHeaders headers, Function<PublishedViews, Uni<Content>> content, int attempts) {
        Format format = Format.wantedBy(headers);
        return publication
                .read()
                .chain(state -> {
                    EntityTag tag = EntityTag.of(state.views().tag(), format);
                    if (tag.isIn(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                        return Uni.createFrom().item(described(Response.notModified(), tag, state));
                    }
                    return made(new Key(state.views().tag(), question, format), state.views(), content)
                            .map(answer -> described(
                                    Response.ok(answer).header(HttpHeaders.CONTENT_TYPE, format.type()), tag, state));
                })
                .onFailure(StatsService::isGone)
                .recoverWithUni(() -> {
                    publication.expire();
                    return attempts > 1
                            ? answer(question, headers, content, attempts - 1)
                            : Uni.createFrom().failure(tooBusy());
                });
    }

    private Uni<byte[]> made(Key key, PublishedViews views, Function<PublishedViews, Uni<Content>> content) {
        return Uni.createFrom()
                .completionStage(() -> made.get(key, (any, executor) -> content.apply(views)
                        .map(said -> bytes(said, key.format()))
                        .subscribeAsCompletionStage()))
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause);
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

    private static OrchestratorException tooBusy() {
        return OrchestratorException.temporary(
                ErrorCode.STORE_UNAVAILABLE,
                SOON,
                "Cannot read the statistics: they were replaced " + ATTEMPTS + " times while they were read; try again",
                null);
    }
}
