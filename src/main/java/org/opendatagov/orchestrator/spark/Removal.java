package org.opendatagov.orchestrator.spark;

import java.util.Locale;
import java.util.regex.Pattern;

/** Why an executor went, read from Spark's own words for it; those themselves may name hosts and folders. */
public enum Removal {
    /** The cluster manager or the kernel ended it for its memory. */
    OUT_OF_MEMORY("memory limit|beyond the memory|exceeding memory|OOM|out of memory|OutOfMemory|code 137|code 52"),
    /** Dynamic allocation gave it back, or it was asked to go. */
    RELEASED("killed by driver|Executor decommission|idle|kill request|spot|preempt|stop.*gracefully|shut ?down"),
    HEARTBEAT_TIMEOUT("heartbeat"),
    /** It or its machine went without a word. */
    LOST("lost|disassociated|unresponsive|disconnected"),
    EXITED("exited|exit code|failed"),
    OTHER("");

    private final Pattern words;

    Removal(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static Removal of(String reason) {
        for (Removal removal : values()) {
            if (removal.words.matcher(reason).find()) {
                return removal;
            }
        }
        return OTHER;
    }

    /** Whether it is a failure at all. */
    public boolean failure() {
        return this != RELEASED;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
