package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.stats.Figures;

/**
 * A win rate as a bar with the whisker of its 95 % interval, in percent.
 *
 * @param rate where the bar ends
 * @param low where the whisker begins
 * @param high where it ends
 */
record WinRateBar(String rate, String low, String high) {
    static WinRateBar of(Figures figures) {
        return new WinRateBar(
                figures.winRate().toPlainString(),
                figures.winRateLow().toPlainString(),
                figures.winRateHigh().toPlainString());
    }
}
