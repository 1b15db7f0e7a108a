package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.Participant;
import dev.lolbatch.lake.LakeSchema;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * A match as it waits for its batch to be written: its rows of the lake in one array, instead of some 250 objects that the
 * garbage collector would look at and copy all the while, and that are spread over the memory when they are written.
 *
 * <p>Row after row, column after column in the order of {@link LakeSchema#SCHEMA}: a byte that says whether there is a value,
 * and the value, big-endian; text as its length in bytes and UTF-8.
 */
public final class PackedMatch {
    private static final long MICROS_PER_MILLI = 1000;
    private static final int TYPICAL_ROW_BYTES = 320;

    private final RecordPosition position;
    private final LocalDate date;
    private final int rowCount;
    private final byte[] bytes;

    private PackedMatch(RecordPosition position, LocalDate date, int rowCount, byte[] bytes) {
        this.position = position;
        this.date = date;
        this.rowCount = rowCount;
        this.bytes = bytes;
    }

    /** Packs a match that came at a position of the topic. */
    public static PackedMatch of(Match match, RecordPosition position) {
        LocalDate date = match.date();
        List<Participant> participants = match.participants();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(TYPICAL_ROW_BYTES * participants.size());
        try (Packer packer = new Packer(packed)) {
            int day = Math.toIntExact(date.toEpochDay());
            for (Participant participant : participants) {
                packer.row(match, participant, position, day);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack match " + match.id() + " in memory", e);
        }
        return new PackedMatch(position, date, participants.size(), packed.toByteArray());
    }

    /** Of the record that it came in. */
    public RecordPosition position() {
        return position;
    }

    /** The match's own UTC date. */
    public LocalDate date() {
        return date;
    }

    /** One for each participant. */
    public int rowCount() {
        return rowCount;
    }

    /** Its rows, from the first one on. */
    public PackedRows rows() {
        return new PackedRows(bytes, rowCount);
    }

    /** Writes what {@link PackedRows} reads. */
    private static final class Packer implements AutoCloseable {
        private final DataOutputStream out;

        Packer(ByteArrayOutputStream out) {
            this.out = new DataOutputStream(out);
        }

        void row(Match match, Participant player, RecordPosition position, int day) throws IOException {
            text(match.id());
            int64(match.timestampMillis());
            int32(match.durationSeconds());
            text(player.summonerName());
            text(player.championName());
            text(player.position());
            int32(player.teamId());
            bool(player.win());
            int32(player.kills());
            int32(player.deaths());
            int32(player.assists());
            float64(player.kda());
            int32(player.goldEarned());
            int32(player.totalDamage());
            int32(player.cs());
            int32(player.visionScore());
            int64(position.offset());
            int32(position.partition());
            int64(position.timestampMillis() * MICROS_PER_MILLI);
            int32(day);
            text(player.id());
            text(player.puuid());
            int32(player.championId());
            text(match.gameVersion());
            int32(match.queueId());
            text(match.gameMode());
            text(match.platformId());
            int32(player.subteamId());
            bool(player.earlySurrender());
            text(match.endOfGameResult());
        }

        private void text(String value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        }

        private void int32(Integer value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                out.writeInt(value);
            }
        }

        private void int64(long value) throws IOException {
            out.writeBoolean(true);
            out.writeLong(value);
        }

        private void float64(Double value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                out.writeDouble(value);
            }
        }

        private void bool(Boolean value) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                out.writeBoolean(value);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
