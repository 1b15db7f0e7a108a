package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.batch.FailureReason;
import dev.lolbatch.ingest.upkeep.CompactionProgress;
import dev.lolbatch.ingest.upkeep.CompactionScope;
import dev.lolbatch.ingest.upkeep.DateFiles;
import dev.lolbatch.ingest.upkeep.DateRange;
import dev.lolbatch.ingest.upkeep.Expiry;
import dev.lolbatch.ingest.upkeep.FileListing;
import dev.lolbatch.ingest.upkeep.LakeUpkeep;
import dev.lolbatch.ingest.upkeep.UpkeepException;
import dev.lolbatch.ingest.upkeep.UpkeepException.Code;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeNotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;

/** The upkeep of the Iceberg table, with its failures in the words of the API. */
public final class IcebergLakeUpkeep implements LakeUpkeep {
    private final Lake lake;
    private final LakeMaintenance maintenance;
    private final Compaction compaction;
    private final Semaphore compacting = new Semaphore(1);

    public IcebergLakeUpkeep(Lake lake, LakeMaintenance maintenance, Compaction compaction) {
        this.lake = lake;
        this.maintenance = maintenance;
        this.compaction = compaction;
    }

    @Override
    public FileListing files(DateRange dates, int limit) {
        return asked("list the lake's files", () -> new FileCount(limit).of(lake.table(), dates));
    }

    @Override
    public Expiry expire() {
        return asked("maintain the lake", maintenance::run);
    }

    @Override
    public List<DateFiles> compactable(CompactionScope scope) {
        return asked("find the lake's small files", () -> compaction.compactable(scope));
    }

    @Override
    public void compact(CompactionScope scope, CompactionProgress progress) {
        if (!compacting.tryAcquire()) {
            throw new UpkeepException(
                    Code.COMPACTION_RUNNING,
                    "Cannot compact the lake: this ingest-service is compacting it already; call again when that is over");
        }
        try {
            asked("compact the lake", () -> {
                compaction.run(scope, progress);
                return null;
            });
        } finally {
            compacting.release();
        }
    }

    private static <T> T asked(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (UpkeepException e) {
            throw e;
        } catch (LakeNotFoundException e) {
            throw new UpkeepException(Code.LAKE_NOT_FOUND, e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new UpkeepException(
                    code(e),
                    "Cannot " + what + ": " + FailureReason.of(e)
                            + "; the lake's rows are as they were, call again when that is mended",
                    e);
        }
    }

    private static Code code(Throwable failure) {
        if (failure instanceof CommitFailedException) {
            return Code.LAKE_FAILED;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A file that is gone is no server that is.
            if (cause instanceof FileNotFoundException) {
                return Code.LAKE_FAILED;
            }
            if (cause instanceof IOException || cause instanceof SQLException) {
                return Code.LAKE_UNREACHABLE;
            }
        }
        return Code.LAKE_FAILED;
    }
}
