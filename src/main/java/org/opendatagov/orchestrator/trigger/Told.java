package org.opendatagov.orchestrator.trigger;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was told of something last, so that the log says a thing once and not at every look. Thread-safe. */
final class Told {
    /** Beyond so many subjects the longest untold is forgotten, and may be told again. */
    private static final int MOST = 10_000;

    private final Map<String, String> last = new LinkedHashMap<>(16, 0.75f, true);

    /** Whether this is another text than the last one of the subject. */
    synchronized boolean news(String subject, String text) {
        boolean news = !text.equals(last.put(subject, text));
        if (last.size() > MOST) {
            last.remove(last.keySet().iterator().next());
        }
        return news;
    }

    /** Whether something was told of the subject; it is over now. */
    synchronized boolean over(String subject) {
        return last.remove(subject) != null;
    }
}
