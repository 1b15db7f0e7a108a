package dev.lolbatch.orchestrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.util.Map;

/** Writes versions of the view over all published dates as the job does, by CQL, into the keyspace {@code lol_data}. */
public final class PublishedViews {
    private static final String CELL = "INSERT INTO lol_data.view_cube (view_name, run_id, part, queue_id, position,"
            + " champion_name, games, wins, kills, deaths, assists, kda, gold_per_minute, damage_per_minute,"
            + " cs_per_minute, kill_participation, team_kill_participation, gold_earned, total_damage, cs, vision_score,"
            + " duration_seconds) VALUES (?, ?, ?, ?, ?, ?, %s, 7.00, 20.00, 50.00, 9000, 15000, 150, 20, 1800)";
    private static final String MATCHES =
            "UPDATE lol_data.view_matches SET matches = ? WHERE view_name = ? AND run_id = ?"
                    + " AND part = ? AND queue_id = ?";
    private static final String VERSION = "INSERT INTO lol_data.view_versions (view_name, run_id, parts, snapshot_id,"
            + " published_at) VALUES (?, ?, ?, ?, ?)";
    private static final String ALL = "all";
    private static final String WHOLE = "*";

    private final CqlSession session;

    public PublishedViews(CqlSession session) {
        this.session = session;
    }

    /** Writes a row; its sums, as CQL, are games, wins, kills, deaths, assists, kda, gold and damage per minute. */
    public PublishedViews cell(String version, int queue, String position, String champion, String sums) {
        return cell(ALL, version, WHOLE, queue, position, champion, sums);
    }

    /** The same in any part of any view. */
    public PublishedViews cell(
            String view, String version, String part, int queue, String position, String champion, String sums) {
        session.execute(
                SimpleStatement.newInstance(CELL.formatted(sums), view, version, part, queue, position, champion));
        return this;
    }

    /** Says how many matches a queue has. */
    public PublishedViews matches(String view, String version, String part, int queue, long matches) {
        session.execute(SimpleStatement.newInstance(MATCHES, matches, view, version, part, queue));
        return this;
    }

    /** Adds the version and moves the pointer; its rows must be there before. */
    public void publish(String version, long snapshotId, Instant at) {
        publish(ALL, version, Map.of(WHOLE, version), snapshotId, at);
    }

    /** The same of any view, with its parts and the versions under which they lie. */
    public void publish(String view, String version, Map<String, String> parts, long snapshotId, Instant at) {
        session.execute(SimpleStatement.newInstance(VERSION, view, version, parts, snapshotId, at));
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO lol_data.active_views (scope, view_name, run_id) VALUES ('views', ?, ?)", view, version));
    }

    public void unpublish() {
        session.execute("DELETE FROM lol_data.active_views WHERE scope = 'views'");
    }

    /** As the job lets go of an old version: its rows first. */
    public void expire(String version) {
        for (String table : new String[] {"view_cube", "view_matches"}) {
            session.execute(SimpleStatement.newInstance(
                    "DELETE FROM lol_data." + table + " WHERE view_name = 'all' AND run_id = ? AND part = '*'",
                    version));
        }
        session.execute(SimpleStatement.newInstance(
                "DELETE FROM lol_data.view_versions WHERE view_name = 'all' AND run_id = ?", version));
    }
}
