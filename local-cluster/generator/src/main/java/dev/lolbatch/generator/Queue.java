package dev.lolbatch.generator;

/** What kind of match it is. */
public enum Queue {
    RANKED_SOLO(420, Mode.RIFT, 55),
    RANKED_FLEX(440, Mode.RIFT, 15),
    NORMAL_DRAFT(400, Mode.RIFT, 15),
    ARAM(450, Mode.ARAM, 11),
    ARENA(1700, Mode.ARENA, 4);

    /** The map and its rules. */
    enum Mode {
        RIFT("CLASSIC", 11),
        ARAM("ARAM", 12),
        ARENA("CHERRY", 30);

        private final String gameMode;
        private final int mapId;

        Mode(String gameMode, int mapId) {
            this.gameMode = gameMode;
            this.mapId = mapId;
        }

        String gameMode() {
            return gameMode;
        }

        int mapId() {
            return mapId;
        }
    }

    private final int id;
    private final Mode mode;
    private final int percent;

    Queue(int id, Mode mode, int percent) {
        this.id = id;
        this.mode = mode;
        this.percent = percent;
    }

    /** Riot's number of the queue. */
    public int id() {
        return id;
    }

    /** The name of the mode in Match-V5, such as CLASSIC. */
    public String gameMode() {
        return mode.gameMode();
    }

    Mode mode() {
        return mode;
    }

    /** The queue at a point between 0 (inclusive) and 100 (exclusive), each queue as wide as its share. */
    static Queue atPercent(int point) {
        int end = 0;
        for (Queue queue : values()) {
            end += queue.percent;
            if (point < end) {
                return queue;
            }
        }
        throw new IllegalArgumentException("Cannot choose a queue at " + point + " %: the shares end at " + end);
    }
}
