package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TextTableTest {
    @Test
    void numbersStandRightAndTextLeft() {
        // Given
        TextTable table = new TextTable("CHAMPION", "GAMES", "WIN %", "PATCH");

        // When
        table.row("Kai'Sa", 7, new BigDecimal("50.00"), "+1.20")
                .row("Nunu & Willump", 1200, new BigDecimal("-3.10"), "");

        // Then
        assertThat(table.text())
                .isEqualTo(
                        """
                        CHAMPION        GAMES  WIN %  PATCH
                        Kai'Sa              7  50.00  +1.20
                        Nunu & Willump   1200  -3.10""");
    }

    @Test
    void elasticColumnsAreCutWhereThereIsNoRoom() {
        // Given
        TextTable table = new TextTable("RUN", "FAILURE", "NOTE").elastic("FAILURE", "NOTE");
        table.row("r1", "out of memory, as ever", "tried again once").row("r2", "", "");

        // When
        String text = table.text(OptionalInt.of(34), Ansi.OFF);

        // Then
        assertThat(text)
                .isEqualTo(
                        """
                        RUN  FAILURE        NOTE
                        r1   out of memor…  tried again o…
                        r2""");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(34));
    }

    @Test
    void lastColumnsAreLeftOutAndNamedWhereCuttingDoesNotDo() {
        // Given
        TextTable table = new TextTable("CHAMPION", "GAMES", "GOLD/MIN", "CS/MIN").elastic("CHAMPION");
        table.row("Aurelion Sol", 1200, "400.25", "7.10");

        // When
        String text = table.text(OptionalInt.of(22), Ansi.OFF);

        // Then
        assertThat(text)
                .isEqualTo(
                        """
                        CHAMPION      GAMES
                        Aurelion Sol   1200
                        (too narrow for GOLD/MIN, CS/MIN)""");
    }

    @Test
    void stateHasItsColourOnlyWhereThereAreColours() {
        // Given
        TextTable table = new TextTable("DATE", "STATE", "ROWS").row("2026-01-13", TextTable.Cell.ofState("FRESH"), 7);

        // Then
        assertThat(table.text(OptionalInt.empty(), Ansi.ON))
                .isEqualTo("DATE        STATE  ROWS\n2026-01-13  \u001b[32mFRESH\u001b[39m     7");
        assertThat(table.text(OptionalInt.empty(), Ansi.OFF))
                .isEqualTo("DATE        STATE  ROWS\n2026-01-13  FRESH     7");
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
