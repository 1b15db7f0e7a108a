package dev.lolbatch.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects a SparkSession with the job's own settings, one for all test classes of the JVM. */
final class LocalSpark implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LocalSpark.class))
                .getOrComputeIfAbsent(Session.class, key -> new Session(start()), Session.class)
                .spark();
    }

    private static SparkSession start() {
        SparkConf given = new SparkConf()
                .setMaster("local[1]")
                .set("spark.sql.shuffle.partitions", "2")
                .set("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/no-warehouse");
        return SparkSettings.start(SparkSettings.complete(given));
    }

    private record Session(SparkSession spark) implements AutoCloseable {
        @Override
        public void close() {
            spark.stop();
        }
    }
}
