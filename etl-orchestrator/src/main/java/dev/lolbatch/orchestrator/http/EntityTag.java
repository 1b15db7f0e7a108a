package dev.lolbatch.orchestrator.http;

/**
 * Names an answer for as long as the same views are published. A weak one: the framework may compress the answer or not.
 *
 * @param value as in the header
 */
record EntityTag(String value) {
    static EntityTag of(String tagOfViews, Format format) {
        return new EntityTag("W/\"" + tagOfViews + (format == Format.CSV ? ".csv\"" : "\""));
    }

    /** @param ifNoneMatch the header's value; null when the client has nothing */
    boolean isIn(String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String known : ifNoneMatch.split(",", -1)) {
            String tag = known.strip();
            if (tag.equals("*") || tag.equals(value) || ("W/" + tag).equals(value)) {
                return true;
            }
        }
        return false;
    }
}
