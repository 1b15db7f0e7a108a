package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.orchestrator.history.Column;
import dev.lolbatch.orchestrator.history.Participant;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Participants as rows of {@code match_participants}: components are its columns. */
final class ParticipantRow {
    /** For a SELECT. */
    static final String COLUMNS = Column.ALL.stream().map(Column::name).collect(Collectors.joining(", "));

    private static final Constructor<Participant> CONSTRUCTOR = constructor();

    private ParticipantRow() {}

    private static Constructor<Participant> constructor() {
        Class<?>[] types = Arrays.stream(Participant.class.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        try {
            return Participant.class.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has its canonical constructor", e);
        }
    }

    static Participant participant(Row row) {
        try {
            return CONSTRUCTOR.newInstance(
                    Column.ALL.stream().map(column -> value(column, row)).toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Cannot make a participant of a row", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a participant of a row", e);
        }
    }

    private static Object value(Column column, Row row) {
        Object value = row.get(column.name(), column.type());
        return column.isOptional() ? Optional.ofNullable(value) : Objects.requireNonNull(value, column::name);
    }
}
