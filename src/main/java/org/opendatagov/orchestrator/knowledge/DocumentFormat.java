package org.opendatagov.orchestrator.knowledge;

import java.util.Locale;
import java.util.Optional;

/** The forms of documents that are read, told by the ending of a file's name. */
public enum DocumentFormat {
    MARKDOWN,
    HTML,
    PDF,
    TEXT;

    static final String ENDINGS = ".md, .markdown, .html, .htm, .pdf and .txt";

    /** The format of a file of this name; empty where its ending is none of those that are read. */
    public static Optional<DocumentFormat> ofName(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "md", "markdown" -> Optional.of(MARKDOWN);
            case "html", "htm" -> Optional.of(HTML);
            case "pdf" -> Optional.of(PDF);
            case "txt" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
