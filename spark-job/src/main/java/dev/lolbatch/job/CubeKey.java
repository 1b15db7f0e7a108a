package dev.lolbatch.job;

import java.io.Serializable;

/**
 * What participants are grouped by within a part of the cube.
 *
 * @param queueId {@link #UNKNOWN_QUEUE} where the form has none; 0 is Riot's custom game
 * @param position never empty, {@code NONE} where the mode has no positions
 */
record CubeKey(int queueId, String position, String championName) implements Serializable {
    static final int UNKNOWN_QUEUE = -1;
}
