package dev.lolbatch.job;

import static dev.lolbatch.job.Participants.cube;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewExpiryTest {
    private static final String VIEW = "2026-01-12";
    private static final Instant NOW = Instant.parse("2026-01-14T00:00:00Z");
    private static final Lineage LINEAGE =
            new Lineage(7, "1.0.0", Optional.empty(), Map.of(), Map.of(), Optional.empty());

    private final MemoryViewStore store = new MemoryViewStore();
    private final ViewExpiry expiry = new ViewExpiry(store, 2, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theNewestAndThePublishedOneStay() {
        // Given a view that was rolled back to its first version
        for (int i = 1; i <= 5; i++) {
            whole("r" + i, Map.of("15.1", "r" + i), NOW.plusSeconds(i));
        }
        store.move(List.of(new PointerMove(VIEW, Optional.empty(), "r1")));

        // When / Then
        assertThat(expiry.expire(VIEW)).extracting(ViewVersion::runId).containsExactly("r2", "r3");
        assertThat(store.versions(VIEW)).extracting(ViewVersion::runId).containsExactly("r1", "r4", "r5");
        assertThat(store.parts()).isEqualTo(Set.of(ref("r1", "15.1"), ref("r4", "15.1"), ref("r5", "15.1")));
    }

    @Test
    void rowsThatWereTakenOverStayAsLongAsTheyAreNeeded() {
        // Given
        whole("r1", Map.of("15.1", "r1", "15.2", "r1"), NOW.plusSeconds(1));
        whole("r2", Map.of("15.1", "r1", "15.2", "r2"), NOW.plusSeconds(2));
        whole("r3", Map.of("15.1", "r1", "15.2", "r3"), NOW.plusSeconds(3));

        // When
        expiry.expire(VIEW);

        // Then
        assertThat(store.parts()).isEqualTo(Set.of(ref("r1", "15.1"), ref("r2", "15.2"), ref("r3", "15.2")));

        // When a later version writes that part, and one more lets the last that needs it go
        whole("r4", Map.of("15.1", "r4", "15.2", "r3"), NOW.plusSeconds(4));
        whole("r5", Map.of("15.1", "r4", "15.2", "r5"), NOW.plusSeconds(5));
        expiry.expire(VIEW);

        // Then
        assertThat(store.parts()).isEqualTo(Set.of(ref("r4", "15.1"), ref("r3", "15.2"), ref("r5", "15.2")));
    }

    @Test
    void whatACrashHasLeftGoesAfterADay() {
        // Given
        begun("crashed", NOW.minus(25, ChronoUnit.HOURS));
        begun("under-way", NOW.minus(23, ChronoUnit.HOURS));

        // When
        expiry.expire(VIEW);

        // Then
        assertThat(store.versions(VIEW)).extracting(ViewVersion::runId).containsExactly("under-way");
        assertThat(store.parts()).isEqualTo(Set.of(ref("under-way", "15.1")));
    }

    private void whole(String runId, Map<String, String> parts, Instant publishedAt) {
        ViewVersion version = version(runId, parts, publishedAt);
        store.begin(version);
        version.ownParts()
                .forEach(ref -> store.write(ref, cube("15.1", "Ahri", 1).total(), 1));
        store.finish(version, publishedAt);
    }

    private void begun(String runId, Instant at) {
        ViewVersion version = version(runId, Map.of("15.1", runId), at);
        store.begin(version);
        version.ownParts().forEach(ref -> store.write(ref, CubePart.EMPTY, 1));
    }

    private static ViewVersion version(String runId, Map<String, String> parts, Instant begun) {
        long token = ChronoUnit.MICROS.between(Instant.EPOCH, begun);
        return new ViewVersion(VIEW, runId, parts, Optional.empty(), LINEAGE, 1, 1, token, Optional.empty());
    }

    private static PartRef ref(String runId, String part) {
        return new PartRef(VIEW, runId, part);
    }
}
