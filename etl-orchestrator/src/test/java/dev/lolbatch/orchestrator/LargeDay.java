package dev.lolbatch.orchestrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A published day of large participants that do not compress well, written by CQL as the job does, into the keyspace {@code lol_data}. */
final class LargeDay {
    static final int PLAYERS = 10;
    /** As much as a batch of a match may have. */
    static final int BYTES_OF_A_PLAYER = 3_000;

    private static final int BUCKETS = 16;
    private static final int IN_FLIGHT = 64;

    private final CqlSession session;
    private final LocalDate date;
    private final Random random = new Random(7);
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final List<CompletableFuture<?>> writes = new ArrayList<>();

    private LargeDay(CqlSession session, LocalDate date) {
        this.session = session;
        this.date = date;
    }

    static void publish(CqlSession session, LocalDate date, int matches) {
        new LargeDay(session, date).write(matches);
        new PublishedViews(session).publish(date.toString(), "large-1", Map.of(), 7, Instant.EPOCH);
    }

    private void write(int matches) {
        PreparedStatement player = session.prepare("INSERT INTO lol_data.match_participants (match_date, match_id,"
                + " participant_id, kills, kda, end_of_game_result) VALUES (?, ?, ?, 7, 4.50, ?)");
        PreparedStatement place =
                session.prepare("INSERT INTO lol_data.matches_by_date (match_date, bucket, match_id) VALUES (?, ?, ?)");
        for (int match = 0; match < matches; match++) {
            String id = id(match);
            BatchStatementBuilder players = BatchStatement.builder(BatchType.UNLOGGED);
            for (int participant = 0; participant < PLAYERS; participant++) {
                players.addStatement(player.bind(date, id, "player-" + participant, noise()));
            }
            send(players.build());
            send(place.bind(date, match % BUCKETS, id));
        }
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    }

    static String id(int match) {
        return "EUW1_%06d".formatted(match);
    }

    private String noise() {
        byte[] bytes = new byte[BYTES_OF_A_PLAYER / 4 * 3];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void send(Statement<?> statement) {
        room.acquireUninterruptibly();
        writes.add(session.executeAsync(statement)
                .whenComplete((done, failure) -> room.release())
                .toCompletableFuture());
    }
}
