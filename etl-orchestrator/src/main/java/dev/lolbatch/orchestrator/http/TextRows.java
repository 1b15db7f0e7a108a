package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.orchestrator.history.Participant;
import dev.lolbatch.orchestrator.history.RowEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Participants as text. */
abstract sealed class TextRows implements RowEncoder {
    private TextRows() {}

    @Override
    public byte[] end() {
        return new byte[0];
    }

    @Override
    public byte[] rows(List<Participant> participants) {
        try {
            return text(participants);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write participants", e);
        }
    }

    abstract byte[] text(List<Participant> participants) throws JsonProcessingException;

    /** An object a line. */
    static final class JsonLines extends TextRows {
        private final ObjectMapper json;

        JsonLines(ObjectMapper json) {
            this.json = json;
        }

        @Override
        byte[] text(List<Participant> participants) throws JsonProcessingException {
            StringBuilder lines = new StringBuilder();
            for (Participant participant : participants) {
                lines.append(json.writeValueAsString(participant)).append('\n');
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A header, and a line a row. */
    static final class CommaSeparated extends TextRows {
        private final Csv.Table<Participant> table = Csv.table(Participant.class);
        private byte[] header = table.header();

        @Override
        byte[] text(List<Participant> participants) throws JsonProcessingException {
            byte[] lines = table.lines(participants);
            byte[] begun = ByteBuffer.allocate(header.length + lines.length)
                    .put(header)
                    .put(lines)
                    .array();
            header = new byte[0];
            return begun;
        }

        @Override
        public byte[] end() {
            return header;
        }
    }
}
