package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersStandRightAndTextLeft() {
        // Given
        TextTable table = new TextTable("CHAMPION", "GAMES", "WIN %");

        // When
        table.row("Kai'Sa", 7, new BigDecimal("50.00")).row("Nunu & Willump", 1200, new BigDecimal("-3.10"));

        // Then
        assertThat(table.text())
                .isEqualTo(
                        """
                        CHAMPION        GAMES  WIN %
                        Kai'Sa              7  50.00
                        Nunu & Willump   1200  -3.10""");
    }

    @Test
    void tableWithoutRowsIsItsHeader() {
        // Then
        assertThat(new TextTable("A", "B").text()).isEqualTo("A  B");
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        // Then
        assertThatThrownBy(() -> new TextTable("A", "B").row("one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot add a row of 1 cells: the table has 2 columns");
    }
}
