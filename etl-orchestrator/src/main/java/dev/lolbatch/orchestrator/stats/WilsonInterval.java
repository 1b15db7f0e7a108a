package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The 95 % score interval of a proportion after Wilson (1927), without correction for continuity: where the true rate is to be looked
 * for, also after few games and near 0 and 100 %, where the usual interval leaves the scale.
 *
 * @param low percent, scale 2
 * @param high percent, scale 2
 */
record WilsonInterval(BigDecimal low, BigDecimal high) {
    /** The 97.5th percentile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final int SCALE = 2;

    /** @param games at least one */
    static WilsonInterval of(long wins, long games) {
        double rate = (double) wins / games;
        double z2 = Z * Z / games;
        double center = rate + z2 / 2;
        double margin = Z * Math.sqrt((rate * (1 - rate) + z2 / 4) / games);
        return new WilsonInterval(percent((center - margin) / (1 + z2)), percent((center + margin) / (1 + z2)));
    }

    private static BigDecimal percent(double proportion) {
        // Rounding of doubles may leave the scale by a last bit.
        double within = Math.max(0, Math.min(1, proportion));
        return BigDecimal.valueOf(within * 100).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
