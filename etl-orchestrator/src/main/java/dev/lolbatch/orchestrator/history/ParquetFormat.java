package dev.lolbatch.orchestrator.history;

/** Makes Parquet files of participants. */
public interface ParquetFormat {
    /** Begins a file. */
    RowEncoder encoder();
}
