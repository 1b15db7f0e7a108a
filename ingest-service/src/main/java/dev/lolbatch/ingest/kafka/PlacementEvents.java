package dev.lolbatch.ingest.kafka;

/** How placing partitions goes, for probes. */
public interface PlacementEvents {
    /** Partitions that are assigned, but that the lake could not be asked about yet. */
    void unplaced(int partitions);

    /** The lake or the broker could not be asked where to begin; it will be asked again. */
    void unplaceable(Exception cause);

    /** Going on would lose or double records: the service must end, and say why. */
    void stopped(IngestStoppedException reason);
}
