package dev.lolbatch.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSettingsTest {
    @Test
    void defaultsAreOneMachine() {
        // When
        SchemaSettings defaults = SchemaSettings.defaults();

        // Then
        assertThat(defaults.keyspace()).isEqualTo("lol_data");
        assertThat(defaults.replication().toCql()).isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 1}");
    }

    @Test
    void replicationByDataCenterIsInTheirOrder() {
        // When
        Replication replication = Replication.parse("NetworkTopologyStrategy:eu-west=3,ap=2");

        // Then
        assertThat(replication.toCql()).isEqualTo("{'class': 'NetworkTopologyStrategy', 'ap': 2, 'eu-west': 3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Lol",
                "1lol",
                "lol-data",
                "lol; DROP KEYSPACE lol",
                "a12345678901234567890123456789012345678901234567x"
            })
    void aKeyspaceThatNeedsQuotesIsRefused(String name) {
        assertThatThrownBy(() -> new SchemaSettings(name, Replication.simple(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use keyspace \"" + name + "\": a name is a lower-case letter and up to 47 lower-case "
                                + "letters, digits or _; choose another, such as lol_data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EverywhereStrategy | it names neither strategy",
                "NetworkTopologyStrategy | it names neither strategy",
                "SimpleStrategy:0 | \"0\" is not a number of copies from 1 to 99",
                "SimpleStrategy | \"\" is not a number of copies from 1 to 99",
                "NetworkTopologyStrategy:dc1 | \"dc1\" is not <datacenter>=<copies>",
                "NetworkTopologyStrategy:d'c=1 | \"d'c=1\" is not <datacenter>=<copies>",
                "NetworkTopologyStrategy:a=1,a=2 | it names a twice",
            })
    void unreadableReplicationSaysWhyAndHow(String text, String reason) {
        assertThatThrownBy(() -> Replication.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read replication \"" + text + "\": " + reason
                        + "; write SimpleStrategy:<copies> or "
                        + "NetworkTopologyStrategy:<datacenter>=<copies>,<datacenter>=<copies>");
    }
}
