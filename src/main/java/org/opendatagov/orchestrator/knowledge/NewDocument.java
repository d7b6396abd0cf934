package org.opendatagov.orchestrator.knowledge;

import java.util.List;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;

/**
 * A document as it is sent.
 *
 * @param fileName its ending says the format
 * @param name what it is called, so that a later version is known as one; empty: the file's name without its ending
 * @param tenant whose it is; empty: for all
 * @param title empty: what the file itself says, else the name
 * @param source where it comes from, for people; empty: what the file itself says
 * @param experts the names of those it is for; none: for every expert
 * @param metadata to filter by
 */
public record NewDocument(
        String fileName,
        ByteArrayResource content,
        String name,
        String tenant,
        String title,
        String source,
        List<String> experts,
        Map<String, String> metadata) {
    /** The pointer of what a file's content is wrong in. */
    static final String FILE = "/file";

    public NewDocument {
        experts = experts.stream().distinct().sorted().toList();
        metadata = Map.copyOf(metadata);
    }

    /** What it is called. */
    public String nameOrFileName() {
        String own = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        return name.isBlank() ? own.replaceFirst("[.][^.]*$", "") : name.strip();
    }
}
