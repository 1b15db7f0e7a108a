package dev.lolbatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file that the keeper of a running stack leaves for other commands, with all pids.
 *
 * @param path removed when the stack is down; a crash leaves it behind, and its keeper is dead then
 */
record StackFile(Path path) {
    /** Replaces the file in one step, so that no reader sees half of it. */
    void write(StackState state) {
        try {
            Files.createDirectories(path.getParent());
            Path next = path.resolveSibling(path.getFileName() + ".tmp");
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), state);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandException.failed("Cannot write %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** The stack whose keeper runs now. */
    Optional<StackState> running() {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            StackState state = Json.MAPPER.readValue(path.toFile(), StackState.class);
            return Optional.of(state).filter(one -> one.keeper().process().isPresent());
        } catch (IOException e) {
            throw CommandException.failed(
                    "Cannot read %s: %s; end what it names and remove it".formatted(path, e.getMessage()), e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw CommandException.failed("Cannot remove %s: %s".formatted(path, e.getMessage()), e);
        }
    }
}
