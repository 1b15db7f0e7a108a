package dev.lolbatch.ingest.config;

import dev.lolbatch.lake.LakeSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Where the lake is. */
@ConfigMapping(prefix = "lake")
public interface LakeConfig {
    /** Class name of the Iceberg catalog. */
    @WithDefault(LakeSettings.JDBC_CATALOG)
    String catalogImpl();

    /** The catalog's address; for the JDBC catalog a JDBC URL, SQLite on one machine, PostgreSQL for a cluster. */
    @WithDefault("jdbc:sqlite:.lolbatch/data/catalog/lake.db?busy_timeout=20000")
    String catalogUri();

    /** Root of the table's files. */
    @WithDefault("hdfs://127.0.0.1:9000/data/lol_matches")
    String location();

    /** Further options of the catalog, such as jdbc.user and jdbc.password. */
    Map<String, String> catalogProperties();

    /** Hadoop options of the file system. */
    Map<String, String> hadoop();

    default LakeSettings toSettings() {
        return new LakeSettings(catalogImpl(), catalogUri(), location(), catalogProperties(), hadoop());
    }
}
