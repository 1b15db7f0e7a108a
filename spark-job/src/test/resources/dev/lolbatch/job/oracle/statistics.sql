-- The features and views of DESIGN 3.5 in SQL, over rows of the lake's live files. Nothing here is taken from the job.

-- Quotients of whole numbers, d > 0, as decimals of scale 2: long division, the half away from zero.
CREATE MACRO hundredths(n, d) AS
    sign(n)::HUGEINT * (abs(n)::HUGEINT * 100 // d + if(abs(n)::HUGEINT * 100 % d * 2 >= d, 1, 0));

CREATE MACRO quotient(n, d) AS (hundredths(n, d)::DECIMAL(36, 0) * 0.01)::DECIMAL(38, 2);

-- Of a sum of scale 2, by as many.
CREATE MACRO average(total, games) AS quotient((total::DECIMAL(34, 2) * 100::DECIMAL(3, 0))::HUGEINT, games * 100);

CREATE MACRO blank(text) AS coalesce(trim(text), '') = '';

CREATE TABLE lake (
    match_id VARCHAR,
    match_timestamp BIGINT,
    match_duration INTEGER,
    summoner_name VARCHAR,
    champion_name VARCHAR,
    position VARCHAR,
    team_id INTEGER,
    win BOOLEAN,
    kills INTEGER,
    deaths INTEGER,
    assists INTEGER,
    kda DOUBLE,
    gold_earned INTEGER,
    total_damage INTEGER,
    cs INTEGER,
    vision_score INTEGER,
    kafka_offset BIGINT,
    kafka_partition INTEGER,
    ingestion_timestamp TIMESTAMPTZ,
    match_date DATE,
    participant_id VARCHAR,
    puuid VARCHAR,
    champion_id INTEGER,
    game_version VARCHAR,
    queue_id INTEGER,
    game_mode VARCHAR,
    platform_id VARCHAR,
    subteam_id INTEGER,
    early_surrender BOOLEAN,
    end_of_game_result VARCHAR
);

CREATE TABLE champion_spellings (spelling VARCHAR PRIMARY KEY, champion VARCHAR);

CREATE TABLE position_spellings (spelling VARCHAR PRIMARY KEY, unified VARCHAR);

INSERT INTO position_spellings VALUES
    ('', 'NONE'), ('INVALID', 'NONE'), ('MID', 'MIDDLE'), ('BOT', 'BOTTOM'), ('ADC', 'BOTTOM'), ('SUPPORT', 'UTILITY'),
    ('SUP', 'UTILITY'), ('JGL', 'JUNGLE');

-- Of each match the newest record counts, whole.
CREATE VIEW ranked AS
SELECT *,
    rank() OVER (
        PARTITION BY match_date, match_id
        ORDER BY ingestion_timestamp DESC, kafka_partition DESC, kafka_offset DESC) AS age
FROM lake;

CREATE VIEW judged AS
SELECT *,
    CASE
        WHEN age > 1 THEN 'duplicate'
        WHEN blank(match_id) THEN 'missing_match_id'
        WHEN blank(summoner_name) OR blank(participant_id) THEN 'missing_summoner'
        WHEN blank(champion_name) THEN 'missing_champion'
        WHEN kills IS NULL OR kills < 0 THEN 'invalid_kills'
        WHEN deaths IS NULL OR deaths < 0 THEN 'invalid_deaths'
        WHEN assists IS NULL OR assists < 0 THEN 'invalid_assists'
        WHEN gold_earned IS NULL OR gold_earned <= 0 THEN 'invalid_gold'
        WHEN match_duration IS NULL OR match_duration <= 0 THEN 'invalid_duration'
    END AS removed_by
FROM ranked;

-- The kills of a team are those of all its players, also of one whose own row is of no use otherwise.
CREATE VIEW team_kills AS
SELECT match_date, match_id, coalesce(subteam_id, 0) > 0 AS arena,
    if(coalesce(subteam_id, 0) > 0, subteam_id, team_id) AS team, sum(greatest(coalesce(kills, 0), 0)) AS kills
FROM ranked
WHERE age = 1
GROUP BY ALL;

CREATE VIEW participants AS
SELECT
    p.match_date,
    p.match_id,
    p.participant_id,
    p.match_timestamp,
    p.match_duration,
    p.summoner_name,
    coalesce(c.champion, trim(p.champion_name)) AS champion_name,
    coalesce(s.unified, upper(trim(p.position)), 'NONE') AS position,
    p.team_id,
    p.win,
    p.kills,
    p.deaths,
    p.assists,
    -- The shortest text that means the double is what the producer wrote.
    TRY_CAST(p.kda::VARCHAR AS DECIMAL(18, 2)) AS kda,
    if(p.deaths = 0, quotient(p.kills + p.assists, 1), quotient(p.kills + p.assists, p.deaths)) AS kda_calculated,
    p.gold_earned,
    quotient(p.gold_earned::BIGINT * 60, p.match_duration) AS gold_per_minute,
    p.total_damage,
    quotient(p.total_damage::BIGINT * 60, p.match_duration) AS damage_per_minute,
    p.cs,
    quotient(p.cs::BIGINT * 60, p.match_duration) AS cs_per_minute,
    p.vision_score,
    quotient(p.kills + p.assists, 10) AS kill_participation,
    hour(make_timestamp(p.match_timestamp * 1000))::INTEGER AS match_hour,
    (dayofweek(make_timestamp(p.match_timestamp * 1000)) + 1)::INTEGER AS match_day_of_week,
    dayofweek(make_timestamp(p.match_timestamp * 1000)) IN (0, 6) AS is_weekend,
    p.kafka_offset,
    p.kafka_partition,
    p.ingestion_timestamp,
    if(t.kills = 0, 0.00::DECIMAL(38, 2), quotient(p.kills + p.assists, greatest(t.kills, 1))) AS team_kill_participation,
    nullif(regexp_extract(p.game_version, '^\d+\.\d+'), '') AS patch,
    p.game_version,
    p.queue_id,
    p.game_mode,
    p.platform_id,
    p.champion_id,
    p.puuid,
    p.subteam_id,
    coalesce(p.early_surrender, false) AS remake,
    p.end_of_game_result
FROM judged p
    LEFT JOIN champion_spellings c ON c.spelling = p.champion_name
    LEFT JOIN position_spellings s ON s.spelling = upper(trim(coalesce(p.position, '')))
    JOIN team_kills t
        ON t.match_date = p.match_date
        AND t.match_id = p.match_id
        AND t.arena = (coalesce(p.subteam_id, 0) > 0)
        AND t.team IS NOT DISTINCT FROM if(coalesce(p.subteam_id, 0) > 0, p.subteam_id, p.team_id)
WHERE p.removed_by IS NULL;

-- What a run says that it has read, by date.
CREATE VIEW rows_read AS
SELECT match_date, count(*) AS rows_read FROM lake GROUP BY ALL;

CREATE VIEW rows_removed AS
SELECT match_date, removed_by, count(*) AS row_count FROM judged WHERE removed_by IS NOT NULL GROUP BY ALL;

CREATE VIEW offsets AS
SELECT match_date, kafka_partition, min(kafka_offset) AS first, max(kafka_offset) AS last FROM lake GROUP BY ALL;

CREATE VIEW played AS
SELECT *, coalesce(patch, 'NONE') AS part, coalesce(queue_id, -1) AS queue FROM participants WHERE NOT remake;

-- The sums of each date by patch, and of all dates by patch and over all patches: from the participants each time.
CREATE VIEW view_cube AS
SELECT
    if(grouping(match_date) = 1, 'all', match_date::VARCHAR) AS view_name,
    if(grouping(part) = 1, '*', part) AS part,
    queue AS queue_id,
    position,
    champion_name,
    count(*) AS games,
    count(*) FILTER (win) AS wins,
    sum(kills)::BIGINT AS kills,
    sum(deaths)::BIGINT AS deaths,
    sum(assists)::BIGINT AS assists,
    sum(kda_calculated)::DECIMAL(38, 2) AS kda,
    sum(gold_per_minute)::DECIMAL(38, 2) AS gold_per_minute,
    coalesce(sum(damage_per_minute), 0)::DECIMAL(38, 2) AS damage_per_minute,
    coalesce(sum(cs_per_minute), 0)::DECIMAL(38, 2) AS cs_per_minute,
    sum(kill_participation)::DECIMAL(38, 2) AS kill_participation,
    sum(team_kill_participation)::DECIMAL(38, 2) AS team_kill_participation,
    sum(gold_earned)::BIGINT AS gold_earned,
    coalesce(sum(total_damage), 0)::BIGINT AS total_damage,
    coalesce(sum(cs), 0)::BIGINT AS cs,
    coalesce(sum(vision_score), 0)::BIGINT AS vision_score,
    sum(match_duration)::BIGINT AS duration_seconds
FROM played
GROUP BY GROUPING SETS (
    (match_date, part, queue, position, champion_name),
    (part, queue, position, champion_name),
    (queue, position, champion_name));

CREATE VIEW view_matches AS
SELECT
    if(grouping(match_date) = 1, 'all', match_date::VARCHAR) AS view_name,
    if(grouping(part) = 1, '*', part) AS part,
    queue AS queue_id,
    count(DISTINCT (match_date, match_id)) AS matches
FROM played
GROUP BY GROUPING SETS ((match_date, part, queue), (part, queue), (queue));

CREATE VIEW champion_stats AS
SELECT champion_name,
    count(*) AS games_played,
    quotient(100 * count(*) FILTER (win), count(*)) AS win_rate,
    quotient(sum(kills), count(*)) AS avg_kills,
    quotient(sum(deaths), count(*)) AS avg_deaths,
    quotient(sum(assists), count(*)) AS avg_assists,
    average(sum(kda_calculated), count(*)) AS avg_kda,
    average(sum(gold_per_minute), count(*)) AS avg_gpm,
    average(coalesce(sum(damage_per_minute), 0), count(*)) AS avg_dpm
FROM played
GROUP BY ALL;

CREATE VIEW position_stats AS
SELECT position,
    count(*) AS games_played,
    quotient(100 * count(*) FILTER (win), count(*)) AS win_rate,
    average(sum(kda_calculated), count(*)) AS avg_kda,
    average(sum(gold_per_minute), count(*)) AS avg_gpm
FROM played
GROUP BY ALL;
