package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Builds and reads the few rows that a test is about. */
final class Rows {
    private Rows() {}

    /** A dataset of the columns of a DDL text such as {@code "kills INT, deaths INT"}. */
    static Dataset<Row> dataset(SparkSession spark, String ddl, Row... rows) {
        return spark.createDataFrame(List.of(rows), StructType.fromDDL(ddl));
    }

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
