package dev.lolbatch.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CqlFileTest {
    private static final SchemaSettings SETTINGS = new SchemaSettings("games", Replication.simple(3));

    @Test
    void everyFileOfTheFolderIsAppliedInTheOrderOfItsNumber() throws IOException {
        // Given
        List<String> folder;
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("lolbatch.home"), "cql"))) {
            folder = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cql"))
                    .sorted()
                    .toList();
        }

        // When
        List<String> applied = allFiles().toList();

        // Then
        assertThat(applied).isEqualTo(folder);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void everyStatementIsIdempotentAndNamesItsKeyspace(String name) {
        // When
        List<String> statements = CqlFile.load(name).statements(SETTINGS);

        // Then
        assertThat(statements).isNotEmpty().allSatisfy(statement -> assertThat(statement)
                .contains("IF NOT EXISTS")
                .contains("games")
                .doesNotContain("--")
                .doesNotContain("${"));
    }

    @Test
    void semicolonsQuotesAndDashesInStringsAreNoEndOfAStatement() {
        // Given
        CqlFile file = new CqlFile(
                "007.cql",
                """
                -- a comment; with 'a quote
                CREATE TABLE IF NOT EXISTS ${keyspace}.a (k int PRIMARY KEY) WITH comment = 'it''s; -- fine';
                CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH REPLICATION = ${replication}
                """);

        // When
        List<String> statements = file.statements(SETTINGS);

        // Then
        assertThat(statements)
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS games.a (k int PRIMARY KEY) WITH comment = 'it''s; -- fine'",
                        "CREATE KEYSPACE IF NOT EXISTS games WITH REPLICATION = "
                                + "{'class': 'SimpleStrategy', 'replication_factor': 3}");
    }

    @Test
    void tablesMadeWithoutTheLockHaveTheSameIdEverywhereAndAnotherInEachKeyspace() {
        // Given
        CqlFile file = new CqlFile("000.cql", "${id:schema_lock}");

        // When
        List<String> here = file.statements(SETTINGS);
        List<String> again = file.statements(new SchemaSettings("games", Replication.simple(1)));
        List<String> elsewhere = file.statements(SchemaSettings.defaults());

        // Then
        assertThat(here).isEqualTo(again).isNotEqualTo(elsewhere);
    }

    @Test
    void unknownPlaceholderIsNamed() {
        // Given
        CqlFile file = new CqlFile("007.cql", "SELECT ${table}");

        // Then
        assertThatThrownBy(() -> file.statements(SETTINGS))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot fill ${table} of 007.cql: there is no such placeholder; "
                        + "use keyspace, replication or id:<table>");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> CqlFile.load("999_absent.cql"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot read 999_absent.cql: it is not in the jar; build the module cql again");
    }

    static Stream<String> allFiles() {
        return Stream.concat(Stream.of(CqlFile.HISTORY), CqlFile.ORDERED.stream());
    }
}
