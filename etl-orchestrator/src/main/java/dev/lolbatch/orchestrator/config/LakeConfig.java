package dev.lolbatch.orchestrator.config;

import dev.lolbatch.lake.LakeSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Where the lake is; the same keys as ingest-service's, and they must say the same. */
@ConfigMapping(prefix = "lake")
public interface LakeConfig {
    /** Address of the Iceberg catalog, for the JDBC catalog a JDBC URL such as jdbc:postgresql://host/lake. */
    String catalogUri();

    /** Root of the table's files, such as hdfs://namenode:9000/data/lol_matches, without a slash at its end. */
    String location();

    /** Class name of the Iceberg catalog. */
    @WithDefault(LakeSettings.JDBC_CATALOG)
    String catalogImpl();

    /** Further options of the catalog, such as lake.catalog-properties."jdbc.user". */
    Map<String, String> catalogProperties();

    /** Hadoop options, such as lake.hadoop."dfs.client.use.datanode.hostname". */
    Map<String, String> hadoop();
}
