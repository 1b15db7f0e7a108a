package dev.lolbatch.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a transaction does when its catalog reports a lost race that it won itself, as JDBC's does after a lost reply. */
class VerifiedOperationsTest {
    @TempDir
    Path folder;

    private Lake lake;
    private Table table;

    @BeforeEach
    void open() {
        lake = Lake.open(
                LakeSettings.jdbc("jdbc:sqlite:" + folder.resolve("lake.db"), "file:" + folder.resolve("lol_matches")));
        table = lake.createTableIfAbsent();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aCommitThatIsReportedAsLostButIsInTheTableSucceeds() {
        // When
        Transaction transaction = appendOnceOnly(new VerifiedOperations(reportingLoss(operations())));
        transaction.commitTransaction();
        // Then
        table.refresh();
        assertThat(table.snapshots()).hasSize(1);
        assertThat(table.currentSnapshot().allManifests(table.io())).isEmpty();
    }

    @Test
    void aCommitWhoseOutcomeCannotBeReadIsUnknownAndItsManifestListStays() {
        // Given
        Transaction transaction = appendOnceOnly(new VerifiedOperations(unreadable(reportingLoss(operations()))));
        // When
        assertThatThrownBy(transaction::commitTransaction)
                .isInstanceOf(CommitStateUnknownException.class)
                .hasMessageStartingWith("Cannot tell whether snapshot ");
        // Then
        table.refresh();
        Snapshot committed = table.currentSnapshot();
        assertThat(table.io().newInputFile(committed.manifestListLocation()).exists())
                .isTrue();
    }

    @Test
    void aCommitThatReallyLostTheRaceFails() {
        // Given
        TableOperations verified = new VerifiedOperations(operations());
        Transaction late = appendOnceOnly(verified);
        var stale = verified.current();
        table.newAppend().commit();
        // When
        assertThatThrownBy(() -> verified.commit(
                        stale, ((HasTableOperations) late.table()).operations().current()))
                .isInstanceOf(CommitFailedException.class);
        // Then
        table.refresh();
        assertThat(table.snapshots()).hasSize(1);
    }

    private TableOperations operations() {
        return ((HasTableOperations) lake.table()).operations();
    }

    /** An append that is refused once the table has a snapshot, as a batch is once the offsets moved. */
    private static Transaction appendOnceOnly(TableOperations operations) {
        Transaction transaction = Transactions.newTransaction("lol_matches", operations);
        transaction
                .newAppend()
                .validateWith(ancestors -> !ancestors.iterator().hasNext())
                .commit();
        return transaction;
    }

    private static TableOperations reportingLoss(TableOperations operations) {
        return intercepting(operations, "commit", () -> {
            throw new CommitFailedException("Cannot commit: metadata location has changed");
        });
    }

    /** Fails to read from the moment on that the table has a snapshot. */
    private static TableOperations unreadable(TableOperations operations) {
        return intercepting(operations, "refresh", () -> {
            if (operations.current().currentSnapshot() != null) {
                throw new IllegalStateException("the catalog is away");
            }
        });
    }

    /** Operations that run something after each call of one method. */
    private static TableOperations intercepting(TableOperations operations, String method, Runnable after) {
        return (TableOperations) Proxy.newProxyInstance(
                VerifiedOperationsTest.class.getClassLoader(),
                new Class<?>[] {TableOperations.class},
                (proxy, called, arguments) -> {
                    try {
                        Object result = called.invoke(operations, arguments);
                        if (called.getName().equals(method)) {
                            after.run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
