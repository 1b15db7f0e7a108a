package dev.lolbatch.cli.backup;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.deployment.FailureText;
import dev.lolbatch.cli.deployment.NextCommand;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Calls servers that may not answer, and says so.
 *
 * @param next who says more of what is wrong
 */
record Answered(NextCommand next) {
    /** What clients throw when nobody is there, or says nothing. */
    private static final List<Class<? extends Throwable>> SILENCE = List.of(
            TimeoutException.class,
            DisconnectException.class,
            DriverTimeoutException.class,
            ClosedConnectionException.class,
            ClosedChannelException.class,
            EOFException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class);

    /** Of the standard: no connection, or none any more. */
    private static final String SQL_CONNECTION = "08";

    /**
     * What a call answers.
     *
     * @param action what it does, behind "Cannot"
     * @throws CommandException when it throws anything else
     */
    <T> T of(String action, Callable<T> call) {
        try {
            return call.call();
        } catch (CommandException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot %s: interrupted".formatted(action), e);
        } catch (Exception e) {
            String message = "Cannot %s: %s; %s says what is wrong with it"
                    .formatted(action, FailureText.of(e), next.alike("verify"));
            throw isSilence(e) ? CommandException.unreachable(message, e) : CommandException.failed(message, e);
        }
    }

    static boolean isSilence(Throwable failure) {
        if (SILENCE.stream().anyMatch(type -> type.isInstance(failure))
                || (failure instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith(SQL_CONNECTION))) {
            return true;
        }
        if (failure instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream().flatMap(List::stream).allMatch(Answered::isSilence);
        }
        return failure.getCause() != null && isSilence(failure.getCause());
    }
}
