package dev.lolbatch.generator;

import java.util.SplittableRandom;

/** Numbers of items and runes, as Riot gives them. */
final class Items {
    private static final int[] ITEMS = {
        1036, 1037, 1054, 1055, 1056, 2055, 3003, 3006, 3009, 3020, 3026, 3031, 3033, 3036, 3046, 3047, 3050, 3053,
        3065, 3068, 3071, 3072, 3074, 3075, 3078, 3083, 3089, 3091, 3094, 3100, 3102, 3107, 3110, 3111, 3115, 3116,
        3117, 3118, 3124, 3135, 3139, 3142, 3143, 3146, 3152, 3153, 3156, 3157, 3158, 3161, 3165, 3179, 3181, 3190,
        3193, 3222, 3504, 3508, 3742, 3748, 3814, 4005, 4401, 4628, 4629, 4633, 4645, 6333, 6609, 6610, 6616, 6617,
        6620, 6621, 6653, 6655, 6657, 6662, 6664, 6665, 6672, 6673, 6675, 6676, 6692, 6694, 6695, 6696, 6697, 6698
    };

    /** A style of runes, its keystones, and the three rows below them. */
    private static final int[][][] STYLES = {
        {{8000}, {8005, 8008, 8010, 8021}, {9101, 9111, 8009}, {9104, 9105, 9103}, {8014, 8017, 8299}},
        {{8100}, {8112, 8128, 9923}, {8126, 8139, 8143}, {8137, 8140, 8141}, {8135, 8105, 8106}},
        {{8200}, {8214, 8229, 8230}, {8224, 8226, 8275}, {8210, 8234, 8233}, {8237, 8232, 8236}},
        {{8300}, {8351, 8360, 8369}, {8306, 8304, 8321}, {8313, 8352, 8345}, {8347, 8410, 8316}},
        {{8400}, {8437, 8439, 8465}, {8446, 8463, 8401}, {8429, 8444, 8473}, {8451, 8453, 8242}}
    };

    private Items() {}

    static int any(SplittableRandom random) {
        return ITEMS[random.nextInt(ITEMS.length)];
    }

    static int styles() {
        return STYLES.length;
    }

    static int style(int style) {
        return STYLES[style][0][0];
    }

    /** A rune of a style's row: 0 its keystones, 1 to 3 the rows below. */
    static int rune(int style, int row, SplittableRandom random) {
        int[] runes = STYLES[style][row + 1];
        return runes[random.nextInt(runes.length)];
    }
}
