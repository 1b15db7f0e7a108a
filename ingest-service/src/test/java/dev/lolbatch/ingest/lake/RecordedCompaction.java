package dev.lolbatch.ingest.lake;

import dev.lolbatch.ingest.upkeep.CompactedDate;
import dev.lolbatch.ingest.upkeep.CompactionProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Remembers how a compaction goes; what it says before each file and before the commit, counted from 1, is a test's to choose. */
final class RecordedCompaction implements CompactionProgress {
    private final IntPredicate beforeFile;
    private final List<CompactedDate> ended = new ArrayList<>();
    private int files;

    RecordedCompaction(IntPredicate beforeFile) {
        this.beforeFile = beforeFile;
    }

    static RecordedCompaction undisturbed() {
        return new RecordedCompaction(file -> true);
    }

    /** Something that happens while files are read, before one of them. */
    static RecordedCompaction disturbed(int before, Runnable happens) {
        return new RecordedCompaction(file -> {
            if (file == before) {
                happens.run();
            }
            return true;
        });
    }

    List<CompactedDate> ended() {
        return List.copyOf(ended);
    }

    List<CompactedDate.Outcome> outcomes() {
        return ended.stream().map(CompactedDate::outcome).toList();
    }

    @Override
    public void began(int dates) {}

    @Override
    public void ended(CompactedDate date) {
        ended.add(date);
    }

    @Override
    public boolean goOn() {
        files++;
        return beforeFile.test(files);
    }
}
