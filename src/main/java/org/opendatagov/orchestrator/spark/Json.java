package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small steps through streamed JSON. Versions of Spark differ in what is a number and what is text: both are taken. */
final class Json {
    private Json() {}

    /** The value of the field just named, as a number; 0 for what is none. */
    static long longValue(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return number(json.getText());
        }
        json.skipChildren();
        return 0;
    }

    static int intValue(JsonParser json) throws IOException {
        return (int) longValue(json);
    }

    /** The value of the field just named, as text; empty for what is none. */
    static String text(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric() || token.isBoolean()) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    static void skip(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
            json.nextToken();
        }
        json.skipChildren();
    }

    /** Reads to the end of the object, so that a line that is cut off is known for one. */
    static void skipRest(JsonParser json) throws IOException {
        while (json.nextFieldName() != null) {
            skip(json);
        }
    }

    /** The texts and numbers of the object that the parser is in. */
    static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING || token.isNumeric() || token.isBoolean()) {
                texts.put(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }

    static long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 19) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
