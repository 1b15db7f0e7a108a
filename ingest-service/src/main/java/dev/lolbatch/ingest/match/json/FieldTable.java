package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;

/**
 * Finds what belongs to a field's name from the bytes of the name, without making a string of it: most names that come
 * by are wanted by nobody.
 *
 * @param <V> what belongs to a name
 */
final class FieldTable<V> {
    /** At least so many slots for each entry: an unwanted name then mostly finds its slot empty, and that is all. */
    private static final int SLOTS_PER_ENTRY = 8;

    /** Any odd number with well mixed bits; the highest bits of the product depend on all bits of the key. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Entry<V>[] slots;
    private final int shift;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no generic arrays; it never leaves this class.
    FieldTable(Map<String, V> entries) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros((long) entries.size() * SLOTS_PER_ENTRY);
        shift = Long.SIZE - bits;
        slots = new Entry[1 << bits];
        entries.forEach((name, value) -> add(new Entry<>(name.getBytes(US_ASCII), value)));
    }

    private void add(Entry<V> entry) {
        int slot = slot(entry.key, entry.name.length);
        while (slots[slot] != null) {
            slot = next(slot);
        }
        slots[slot] = entry;
    }

    /** What belongs to the name between the two positions; null when nothing does. */
    V find(byte[] text, int start, int end) {
        long key = lastBytes(text, start, end);
        int slot = slot(key, end - start);
        for (Entry<V> entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.key == key && entry.hasName(text, start, end)) {
                return entry.value;
            }
            slot = next(slot);
        }
        return null;
    }

    private int slot(long key, int length) {
        return (int) (((key + length) * MIX) >>> shift);
    }

    private int next(int slot) {
        return (slot + 1) % slots.length;
    }

    // The last eight, for names differ at their ends: riotIdGameName and riotIdTagline, totalHeal and
    // totalTimeSpentDead.
    private static long lastBytes(byte[] text, int start, int end) {
        int length = end - start;
        if (end >= EightBytes.COUNT) {
            // What stands before a short name is not the name's; the first of the eight is the lowest of the word.
            return EightBytes.at(text, end - EightBytes.COUNT) >>> (Byte.SIZE * Math.max(0, EightBytes.COUNT - length));
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (text[start + i] & 0xffL) << (Byte.SIZE * i);
        }
        return word;
    }

    private static final class Entry<V> {
        private final byte[] name;
        private final long key;
        private final V value;

        Entry(byte[] name, V value) {
            this.name = name;
            this.key = lastBytes(name, 0, name.length);
            this.value = value;
        }

        /** Whether the text is the name, given that their keys are equal. */
        boolean hasName(byte[] text, int start, int end) {
            if (end - start != name.length) {
                return false;
            }
            // Only what the key does not hold is left to compare.
            for (int i = 0; i < name.length - EightBytes.COUNT; i += EightBytes.COUNT) {
                if (EightBytes.at(text, start + i) != EightBytes.at(name, i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
