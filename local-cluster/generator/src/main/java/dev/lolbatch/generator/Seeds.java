package dev.lolbatch.generator;

import java.util.SplittableRandom;

/** Derives independent random numbers from a seed and what they are for, so that each match stands alone. */
final class Seeds {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** A random that depends on all of its arguments and on nothing else. */
    static SplittableRandom random(long seed, long index, long purpose) {
        return new SplittableRandom(mix(seed, index, purpose));
    }

    static long mix(long seed, long index, long purpose) {
        return mix(mix(seed + GOLDEN_RATIO * (index + 1)) + GOLDEN_RATIO * (purpose + 1));
    }

    /** A number from 0 to 1 that depends on the key and the purpose only. */
    static double fraction(long key, long purpose) {
        return (mix(0, key, purpose) >>> 11) * 0x1.0p-53;
    }

    /** A permutation of all longs in which neighbours are far apart (the finalizer of MurmurHash3, variant 13). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
