package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunStateTest {
    private static final Child CHILD = new Child("node-1", 4711, Instant.EPOCH);

    private static final List<RunState> STATES = List.of(
            new RunState.Queued(),
            new RunState.Submitted(Optional.of(CHILD)),
            new RunState.Running(Optional.of(CHILD)),
            new RunState.Cancelling(Optional.of(CHILD)),
            new RunState.Succeeded(),
            new RunState.Failed("reason"),
            new RunState.Cancelled());

    private static final Map<RunState.Name, UnaryOperator<RunState>> EXITS = Map.of(
            RunState.Name.QUEUED, RunState::queuedAgain,
            RunState.Name.SUBMITTED, RunState::submitted,
            RunState.Name.RUNNING, RunState::running,
            RunState.Name.CANCELLING, RunState::cancelling,
            RunState.Name.SUCCEEDED, RunState::succeeded,
            RunState.Name.FAILED, state -> state.failed("reason"),
            RunState.Name.CANCELLED, RunState::cancelled);

    private static final Map<RunState.Name, Set<RunState.Name>> LEGAL = Map.of(
            RunState.Name.QUEUED, Set.of(RunState.Name.SUBMITTED, RunState.Name.CANCELLED),
            RunState.Name.SUBMITTED,
                    Set.of(RunState.Name.RUNNING, RunState.Name.QUEUED, RunState.Name.CANCELLING, RunState.Name.FAILED),
            RunState.Name.RUNNING,
                    Set.of(
                            RunState.Name.SUCCEEDED,
                            RunState.Name.QUEUED,
                            RunState.Name.CANCELLING,
                            RunState.Name.FAILED),
            RunState.Name.CANCELLING, Set.of(RunState.Name.SUCCEEDED, RunState.Name.CANCELLED),
            RunState.Name.SUCCEEDED, Set.of(),
            RunState.Name.FAILED, Set.of(),
            RunState.Name.CANCELLED, Set.of());

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("pairs")
    void aMoveIsLegalOrThrows(RunState from, RunState.Name to) {
        UnaryOperator<RunState> exit = EXITS.get(to);
        if (LEGAL.get(from.name()).contains(to)) {
            assertThat(exit.apply(from).name()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> exit.apply(from))
                    .isInstanceOf(IllegalMoveException.class)
                    .hasMessage("Cannot move a run from " + from.name() + " to " + to
                            + ": the one does not lead to the other");
        }
    }

    @Test
    void theTableCoversEveryState() {
        assertThat(STATES).extracting(RunState::name).containsExactlyInAnyOrder(RunState.Name.values());
        assertThat(LEGAL.keySet()).containsExactlyInAnyOrder(RunState.Name.values());
    }

    @Test
    void exactlyTheStatesWithAnExitAreActive() {
        for (RunState state : STATES) {
            assertThat(state.name().isActive())
                    .as(state.name().name())
                    .isEqualTo(!LEGAL.get(state.name()).isEmpty());
        }
    }

    @Test
    void theProcessStaysKnownUntilTheEnd() {
        // When
        RunState submitted = new RunState.Queued().submitted().launched(CHILD);

        // Then
        assertThat(submitted.child()).contains(CHILD);
        assertThat(submitted.running().child()).contains(CHILD);
        assertThat(submitted.running().cancelling().child()).contains(CHILD);
        assertThat(submitted.cancelling().launched(CHILD).child()).contains(CHILD);
        assertThat(submitted.cancelling().cancelled().child()).isEmpty();
    }

    @Test
    void onlyARunThatWasToldToStartIsLaunched() {
        for (RunState state : STATES) {
            if (state.name() != RunState.Name.SUBMITTED && state.name() != RunState.Name.CANCELLING) {
                assertThatThrownBy(() -> state.launched(CHILD)).isInstanceOf(IllegalMoveException.class);
            }
        }
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (RunState from : STATES) {
            for (RunState.Name to : EXITS.keySet()) {
                pairs.add(Arguments.of(from, to));
            }
        }
        return pairs.stream();
    }
}
