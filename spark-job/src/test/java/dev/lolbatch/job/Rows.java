package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Builds and reads the few rows that a test is about. */
final class Rows {
    private Rows() {}

    static Row row(Object... values) {
        return RowFactory.create(values);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    /** The rows of the named columns, in no order, with their multiplicity. */
    static List<Row> select(Dataset<Row> rows, String first, String... others) {
        return rows.select(first, others).collectAsList();
    }
}
