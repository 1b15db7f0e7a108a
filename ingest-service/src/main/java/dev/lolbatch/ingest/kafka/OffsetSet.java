package dev.lolbatch.ingest.kafka;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Offsets of one topic, a bit each, from a first one of each partition on; what lies before is not taken. */
final class OffsetSet {
    private final Map<Integer, Long> first;
    private final Map<Integer, BitSet> bits = new TreeMap<>();

    /** @param first by partition, for all partitions */
    OffsetSet(Map<Integer, Long> first) {
        this.first = Map.copyOf(first);
        first.keySet().forEach(partition -> bits.put(partition, new BitSet()));
    }

    void add(int partition, long offset) {
        addRange(partition, offset, offset);
    }

    private void addRange(int partition, long from, long to) {
        long base = first.get(partition);
        if (to >= base) {
            bits.get(partition).set(Math.toIntExact(Math.max(0, from - base)), Math.toIntExact(to - base + 1));
        }
    }

    /**
     * Adds what {@link #ranges} wrote.
     *
     * @throws IllegalArgumentException when it did not
     */
    void addRanges(int partition, String ranges) {
        for (String range : ranges.split(",", -1)) {
            String[] ends = range.split("-", 2);
            addRange(partition, Long.parseUnsignedLong(ends[0]), Long.parseUnsignedLong(ends[ends.length - 1]));
        }
    }

    boolean contains(int partition, long offset) {
        long base = first.get(partition);
        return offset >= base && bits.get(partition).get(Math.toIntExact(offset - base));
    }

    OffsetSet minus(OffsetSet other) {
        OffsetSet left = new OffsetSet(first);
        bits.forEach((partition, own) -> {
            BitSet rest = left.bits.get(partition);
            rest.or(own);
            rest.andNot(other.bits.get(partition));
        });
        return left;
    }

    OffsetSet plus(OffsetSet other) {
        OffsetSet both = minus(new OffsetSet(first));
        other.bits.forEach((partition, more) -> both.bits.get(partition).or(more));
        return both;
    }

    OffsetSet and(OffsetSet other) {
        return minus(minus(other));
    }

    long size() {
        return bits.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    OptionalLong lowest(int partition) {
        int bit = bits.get(partition).nextSetBit(0);
        return bit < 0 ? OptionalLong.empty() : OptionalLong.of(first.get(partition) + bit);
    }

    /** The highest offsets of each partition, at most so many of each. */
    OffsetSet highestOfEach(int count) {
        OffsetSet highest = new OffsetSet(first);
        bits.forEach((partition, own) -> {
            int bit = own.length();
            for (int left = count; left > 0 && bit > 0; left--) {
                bit = own.previousSetBit(bit - 1);
                if (bit >= 0) {
                    highest.bits.get(partition).set(bit);
                }
            }
        });
        return highest;
    }

    /** The lowest offsets of each partition, at most so many of each. */
    OffsetSet lowestOfEach(int count) {
        OffsetSet lowest = new OffsetSet(first);
        bits.forEach((partition, own) -> own.stream().limit(count).forEach(lowest.bits.get(partition)::set));
        return lowest;
    }

    /** The offsets of a partition as text: {@code 0-3,7,9-12}. */
    String ranges(int partition) {
        long base = first.get(partition);
        BitSet own = bits.get(partition);
        List<String> ranges = new ArrayList<>();
        for (int from = own.nextSetBit(0); from >= 0; ) {
            int end = own.nextClearBit(from);
            ranges.add(end == from + 1 ? Long.toString(base + from) : (base + from) + "-" + (base + end - 1));
            from = own.nextSetBit(end);
        }
        return String.join(",", ranges);
    }
}
