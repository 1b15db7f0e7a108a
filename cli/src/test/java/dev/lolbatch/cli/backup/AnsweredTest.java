package dev.lolbatch.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.deployment.NextCommand;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AnsweredTest {
    private final Answered answered =
            new Answered(new NextCommand(List.of("--config", "cluster.properties"), Optional.empty()));

    @Test
    void whoSaysNothingIsUnreachableAndTheNextCommandAsksTheSame() {
        assertThatThrownBy(() -> answered.of("back up Kafka", () -> {
                    throw new TimeoutException("nobody has answered");
                }))
                .hasMessage(
                        "Cannot back up Kafka: nobody has answered; ./lolbatch verify --config cluster.properties says"
                                + " what is wrong with it")
                .isInstanceOfSatisfying(CommandException.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(CommandException.UNREACHABLE));
    }

    @Test
    void whoRefusesHasAnswered() {
        assertThatThrownBy(() -> answered.of("back up Kafka", () -> {
                    throw new TopicAuthorizationException("not you");
                }))
                .isInstanceOfSatisfying(CommandException.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(CommandException.FAILED));
    }

    @Test
    void clientsWrapTheSilenceThatTheyMet() {
        assertThat(Answered.isSilence(new UncheckedIOException(new ConnectException("refused"))))
                .isTrue();
        assertThat(Answered.isSilence(new IllegalStateException(new SQLException("gone", "08001"))))
                .isTrue();
        assertThat(Answered.isSilence(new IllegalStateException(new SQLException("no table", "42P01"))))
                .isFalse();
        assertThat(Answered.isSilence(AllNodesFailedException.fromErrors(List.of())))
                .isTrue();
    }
}
