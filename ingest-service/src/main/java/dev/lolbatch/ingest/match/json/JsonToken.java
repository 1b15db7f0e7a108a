package dev.lolbatch.ingest.match.json;

/** What a value begins with. The names are those of the streaming parsers that people know, and part of messages. */
public enum JsonToken {
    START_OBJECT,
    START_ARRAY,
    VALUE_STRING,
    VALUE_NUMBER_INT,
    VALUE_NUMBER_FLOAT,
    VALUE_TRUE,
    VALUE_FALSE,
    VALUE_NULL
}
