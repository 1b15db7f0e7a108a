package dev.lolbatch.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeSettingsTest {
    @Test
    void givesTheCatalogsOptionsWithTheUsersOnTop() {
        // Given
        LakeSettings settings = new LakeSettings(
                LakeSettings.JDBC_CATALOG,
                "jdbc:postgresql://db/lake",
                "hdfs://nn:9000/data/lol_matches",
                Map.of("jdbc.user", "lake", "jdbc.socketTimeout", "60", "warehouse", "hdfs://nn:9000/elsewhere"),
                Map.of());
        // When
        Map<String, String> options = settings.catalogOptions();
        // Then
        assertThat(options)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog",
                        "uri", "jdbc:postgresql://db/lake",
                        "warehouse", "hdfs://nn:9000/elsewhere",
                        "jdbc.schema-version", "V1",
                        "jdbc.connectTimeout", "10",
                        "jdbc.loginTimeout", "10",
                        "jdbc.socketTimeout", "60",
                        "jdbc.user", "lake"));
    }

    @Test
    void keepsSecretsOutOfItsText() {
        LakeSettings settings = new LakeSettings(
                LakeSettings.JDBC_CATALOG, "jdbc:x", "hdfs://nn/lake", Map.of("jdbc.password", "s3cret"), Map.of());

        assertThat(settings.toString()).contains("jdbc.password").doesNotContain("s3cret");
    }

    @Test
    void rejectsAPasswordInTheUriWithoutRepeatingIt() {
        assertThatThrownBy(() ->
                        LakeSettings.jdbc("jdbc:postgresql://db/lake?user=lake&password=s3cret", "hdfs://nn/lake"))
                .hasMessage("Cannot use lake.catalog-uri: it holds a password; give it as"
                        + " lake.catalog-properties.\"jdbc.password\" instead");
    }

    @Test
    void rejectsALocationWithASlashAtItsEnd() {
        assertThatThrownBy(() -> LakeSettings.jdbc("jdbc:x", "hdfs://nn/lake/"))
                .hasMessage("Cannot use lake location 'hdfs://nn/lake/': it must be a full path without a slash at its"
                        + " end, such as hdfs://127.0.0.1:9000/data/lol_matches; set lake.location");
    }

    @Test
    void knowsTheFileOfAnSqliteCatalogAndOfNoOther() {
        assertThat(LakeSettings.jdbc("jdbc:sqlite:a/lake.db?busy_timeout=1", "hdfs://nn/lake")
                        .sqliteFile())
                .contains(Path.of("a/lake.db"));
        assertThat(LakeSettings.jdbc("jdbc:sqlite::memory:", "hdfs://nn/lake").sqliteFile())
                .isEmpty();
        assertThat(LakeSettings.jdbc("jdbc:postgresql://db/lake", "hdfs://nn/lake")
                        .sqliteFile())
                .isEmpty();
    }
}
