package dev.lolbatch.orchestrator.history;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component of {@link Participant} as a column of a table or a file.
 *
 * @param name in snake case
 * @param type of a value, also where there may be none
 * @param isOptional whether there may be none
 * @param accessor of the component
 */
public record Column(String name, Class<?> type, boolean isOptional, Method accessor) {
    /** All of them, in order. */
    public static final List<Column> ALL = Arrays.stream(Participant.class.getRecordComponents())
            .map(Column::of)
            .toList();

    private static Column of(RecordComponent component) {
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        boolean isOptional = component.getType() == Optional.class;
        Class<?> type = isOptional
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
        return new Column(name, type, isOptional, component.getAccessor());
    }

    /** Empty where there is none. */
    public Optional<Object> of(Participant participant) {
        Object value;
        try {
            value = accessor.invoke(participant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + name, e);
        }
        return value instanceof Optional<?> optional ? optional.map(present -> present) : Optional.of(value);
    }
}
