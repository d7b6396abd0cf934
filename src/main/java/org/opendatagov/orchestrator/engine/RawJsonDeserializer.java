package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;

/** Keeps a member's JSON as the text that it is, without reading it; the source is a string. */
final class RawJsonDeserializer extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        JsonLocation end = parser.currentLocation();
        return end.contentReference().getRawContent() instanceof String source
                ? source.substring(start, (int) end.getCharOffset())
                : parser.readValueAsTree().toString();
    }
}
