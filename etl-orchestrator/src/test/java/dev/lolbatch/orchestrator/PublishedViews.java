package dev.lolbatch.orchestrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.util.Map;

/** Writes versions of the view over all published dates as the job does, by CQL, into the keyspace {@code lol_data}. */
public final class PublishedViews {
    private static final String CELL = "INSERT INTO lol_data.view_cube (view_name, run_id, part, queue_id, position,"
            + " champion_name, games, wins, kills, deaths, assists, kda, gold_per_minute, damage_per_minute)"
            + " VALUES ('all', ?, '*', ?, ?, ?, %s)";
    private static final String VERSION = "INSERT INTO lol_data.view_versions (view_name, run_id, parts, snapshot_id,"
            + " published_at) VALUES ('all', ?, ?, ?, ?)";

    private final CqlSession session;

    public PublishedViews(CqlSession session) {
        this.session = session;
    }

    /** Writes a row; its sums, as CQL, are games, wins, kills, deaths, assists, kda, gold and damage per minute. */
    public PublishedViews cell(String version, int queue, String position, String champion, String sums) {
        session.execute(SimpleStatement.newInstance(CELL.formatted(sums), version, queue, position, champion));
        return this;
    }

    /** Adds the version and moves the pointer; its rows must be there before. */
    public void publish(String version, long snapshotId, Instant at) {
        session.execute(SimpleStatement.newInstance(VERSION, version, Map.of("*", version), snapshotId, at));
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO lol_data.active_views (scope, view_name, run_id) VALUES ('views', 'all', ?)", version));
    }

    public void unpublish() {
        session.execute("DELETE FROM lol_data.active_views WHERE scope = 'views' AND view_name = 'all'");
    }

    /** As the job lets go of an old version: its rows first. */
    public void expire(String version) {
        session.execute(SimpleStatement.newInstance(
                "DELETE FROM lol_data.view_cube WHERE view_name = 'all' AND run_id = ? AND part = '*'", version));
        session.execute(SimpleStatement.newInstance(
                "DELETE FROM lol_data.view_versions WHERE view_name = 'all' AND run_id = ?", version));
    }
}
