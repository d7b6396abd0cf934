package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Template texts by version, and which are in force (port). */
public interface TemplateStore {
    String FILE = "file";
    String PUBLISHED = "published";

    /** @param created whether the text was never seen before */
    record Remembered(int version, boolean created) {}

    /** @param origin {@link #FILE} or {@link #PUBLISHED} */
    record StoredVersion(int version, String origin, Instant createdAt) {}

    /** @param published whether every replica has it in force; else those that have its file */
    record ActiveVersion(String workflow, int version, boolean published) {}

    /** The version of this text: an earlier one where it was seen before, else the next. */
    Remembered remember(String workflow, String content, String origin);

    Optional<String> content(String workflow, int version);

    /** Newest first. */
    List<StoredVersion> versions(String workflow);

    List<ActiveVersion> active();

    /** A workflow's file has this version; it comes into force unless the file had it before. */
    void inFile(String workflow, int version);

    /** Puts a version into force at every replica. */
    void activate(String workflow, int version);

    /** Whether a run that has not ended goes by this version. */
    boolean isOpen(String workflow, int version);
}
