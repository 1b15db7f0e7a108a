package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Makes records of rows whose columns are named as their components, but in snake case. What may be null is {@code Optional}. */
final class RecordReader<R extends Record> {
    private final Constructor<R> constructor;
    private final List<Column> columns;

    private record Column(String name, Class<?> type, boolean isOptional) {
        static Column of(RecordComponent component) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            boolean isOptional = component.getType() == Optional.class;
            Class<?> type = isOptional
                    ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : component.getType();
            return new Column(name, type, isOptional);
        }

        Object of(Row row) {
            Object value = row.get(name, type);
            return isOptional ? Optional.ofNullable(value) : Objects.requireNonNull(value, name);
        }
    }

    private RecordReader(Constructor<R> constructor, List<Column> columns) {
        this.constructor = constructor;
        this.columns = columns;
    }

    static <R extends Record> RecordReader<R> of(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return new RecordReader<>(
                    type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new)),
                    Arrays.stream(components).map(Column::of).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has its canonical constructor", e);
        }
    }

    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    R read(Row row) {
        try {
            return constructor.newInstance(
                    columns.stream().map(column -> column.of(row)).toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Cannot make a record of a row", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a record of a row", e);
        }
    }
}
