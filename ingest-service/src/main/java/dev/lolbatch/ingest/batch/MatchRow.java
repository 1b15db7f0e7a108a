package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.Participant;

/** One row of the lake. */
public record MatchRow(Match match, Participant participant, RecordPosition position) {}
