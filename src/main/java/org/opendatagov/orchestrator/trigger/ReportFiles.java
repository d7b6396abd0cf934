package org.opendatagov.orchestrator.trigger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunReport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder {@code reports/} beside the inbox: a run's report as HTML, Markdown and JSON, each written whole. */
@Component
class ReportFiles {
    private final Reports reports;
    private final Path folder;

    ReportFiles(Reports reports, @Value("${orchestrator.inbox:inbox}") Path inbox) {
        this.reports = reports;
        this.folder = inbox.toAbsolutePath().resolveSibling("reports");
    }

    /** Writes all forms; gives the page's name in the folder. */
    String write(RunReport report, String name) {
        String base = name + "." + report.runId();
        write(base + ".json", reports.json(report));
        write(base + ".md", reports.markdown(report));
        write(base + ".html", reports.html(report));
        return folder.getFileName() + "/" + base + ".html";
    }

    boolean exists(String name, String runId) {
        return Files.exists(folder.resolve(name + "." + runId + ".html"));
    }

    /** Says why a file was not taken. */
    void refuse(String name, String why) {
        write(
                name + ".refused.md",
                "# " + name.replaceAll("[`*_\\[\\]<>]", "") + " was not onboarded\n\n" + why + "\n");
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
