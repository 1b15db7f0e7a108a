package dev.lolbatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What a service has answered.
 *
 * @param service that did
 * @param text as it came
 */
record Answer(String service, String text) {
    /** @throws CommandException when it is not what it should be */
    <T> T as(Class<T> type) {
        try {
            return Json.MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw CommandException.failed(
                    "Cannot read %s's answer: %s; see whether it is of the same version"
                            .formatted(service, e.getOriginalMessage()),
                    e);
        }
    }
}
