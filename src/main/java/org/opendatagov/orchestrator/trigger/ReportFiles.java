package org.opendatagov.orchestrator.trigger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunReport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder {@code reports/} beside the inbox: a run's report as HTML, Markdown and JSON, each written whole; the page last. */
@Component
class ReportFiles {
    private static final String REFUSED = ".refused.md";

    private final Reports reports;
    private final Path folder;

    ReportFiles(Reports reports, @Value("${orchestrator.inbox:inbox}") Path inbox) {
        this.reports = reports;
        this.folder = inbox.toAbsolutePath().resolveSibling("reports");
    }

    /** Writes all forms; gives the page's name in the folder. */
    String write(RunReport report, String name) {
        String base = base(name, report.runId());
        write(base + ".json", reports.json(report));
        write(base + ".md", reports.markdown(report));
        write(base + ".html", reports.html(report));
        return folder.getFileName() + "/" + base + ".html";
    }

    boolean exists(String name, UUID run) {
        return Files.exists(folder.resolve(base(name, run) + ".html"));
    }

    private static String base(String name, UUID run) {
        return shortened(name) + "." + run;
    }

    /** File systems end a name at 255 bytes; what is added needs its share. */
    private static String shortened(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > 200
                ? name.substring(0, Math.min(50, name.length()))
                : name;
    }

    /** Says why a file was not taken. */
    void refuse(String name, String why) {
        write(shortened(name) + REFUSED, "# " + escaped(name) + " was not onboarded\n\n" + escaped(why) + "\n");
    }

    /** A file that was refused and is taken now. */
    void accept(String name) {
        try {
            Files.deleteIfExists(folder.resolve(shortened(name) + REFUSED));
        } catch (IOException e) {
            throw new UncheckedIOException("An old refusal could not be deleted", e);
        }
    }

    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]#|])", "\\\\$1");
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(name + ".part");
            Files.writeString(part, content);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The report could not be written", e);
        }
    }
}
