package org.opendatagov.orchestrator.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame of a page. Its policy lets a browser load and run nothing, whatever a name from a file might say. */
final class HtmlPage {
    private static final String STYLE = style();

    private HtmlPage() {}

    private static String style() {
        try (InputStream file = Objects.requireNonNull(
                HtmlPage.class.getResourceAsStream("/report/report.css"), "/report/report.css is missing")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param title escaped */
    static String head(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>%s</title>
                <style>
                %s</style></head>
                <body><main>
                """.formatted(title, STYLE);
    }
}
