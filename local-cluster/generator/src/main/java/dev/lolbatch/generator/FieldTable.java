package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The fields of an object of Match-V5, in order, with the patches and modes that have them. */
final class FieldTable {
    private static final Patch FIRST = new Patch(0, 0);
    private static final Patch LAST = new Patch(Integer.MAX_VALUE, 0);

    /** In the order of the table's columns. */
    private static final List<Queue.Mode> MODES = List.of(Queue.Mode.RIFT, Queue.Mode.ARAM, Queue.Mode.ARENA);

    private final List<Field> fields;

    private FieldTable(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Reads a table that lies beside this class. */
    static FieldTable load(String resource) {
        return new FieldTable(
                Resources.rows(resource).stream().map(Field::parse).toList());
    }

    /** Writes the fields that a participant of this match has. */
    void write(ParticipantDetail participant, JsonGenerator json) throws IOException {
        Patch patch = participant.played().patch();
        Queue.Mode mode = participant.played().queue().mode();
        for (Field field : fields) {
            FieldRule rule = field.rules().get(mode);
            if (field.existsIn(patch) && rule.applies(participant)) {
                json.writeFieldName(field.name());
                rule.write(participant, json);
            }
        }
    }

    private record Field(SerializableString name, Patch since, Patch until, Map<Queue.Mode, FieldRule> rules) {
        static Field parse(List<String> row) {
            String patches = row.get(1);
            int dash = patches.indexOf('-');
            Map<Queue.Mode, FieldRule> rules = new EnumMap<>(Queue.Mode.class);
            for (int i = 0; i < MODES.size(); i++) {
                // One rule alone is for all modes.
                rules.put(MODES.get(i), FieldRule.parse(row.size() > 3 ? row.get(2 + i) : row.get(2)));
            }
            return new Field(
                    new SerializedString(row.get(0)),
                    dash > 0 ? Patch.parse(patches.substring(0, dash)) : FIRST,
                    dash >= 0 && dash < patches.length() - 1 ? Patch.parse(patches.substring(dash + 1)) : LAST,
                    rules);
        }

        boolean existsIn(Patch patch) {
            return !patch.isBefore(since) && !until.isBefore(patch);
        }
    }
}
