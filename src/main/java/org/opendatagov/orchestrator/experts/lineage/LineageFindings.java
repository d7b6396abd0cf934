package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What is concluded of a dataset's neighbours. */
final class LineageFindings {
    private final CatalogDataset dataset;
    private final Findings findings = new Findings();

    private LineageFindings(CatalogDataset dataset) {
        this.dataset = dataset;
    }

    static Findings of(CatalogDataset dataset, Dependencies dependencies, List<ForeignKeys.Checked> checked) {
        LineageFindings written = new LineageFindings(dataset);
        String id = written.counted(dependencies);
        if (dependencies.upstream().isEmpty()) {
            written.unknown(id, dependencies.suggested());
        }
        dependencies.upstream().stream()
                .filter(upstream -> upstream.known().isEmpty())
                .forEach(written::neverSeen);
        checked.stream()
                .filter(check -> check.reference().from().id().equals(dataset.id()))
                .forEach(written::compared);
        return written.findings;
    }

    private Subject subject() {
        return Subject.ofDataset(dataset.location());
    }

    private String counted(Dependencies dependencies) {
        return findings.evidence(
                "dependencies",
                "lineage",
                subject(),
                "Declarations, compared keys and labels of columns",
                Map.of(
                        "upstream", dependencies.upstream().size(),
                        "downstream", dependencies.downstream().size(),
                        "suggested", dependencies.suggested().size()));
    }

    private void unknown(String evidence, List<Dependency> suggested) {
        String guess = suggested.isEmpty()
                ? "Neither declarations nor keys nor labels tell."
                : "Labels suggest %s; nothing confirms it."
                        .formatted(String.join(
                                ", ", suggested.stream().map(Dependency::name).toList()));
        findings.rule(
                Severity.LOW,
                "Nothing is known of where the dataset comes from",
                guess,
                subject(),
                1,
                evidence,
                "Declare 'upstream' for the dataset (PATCH /api/v1/datasets/%s).".formatted(dataset.id()),
                "lineage.upstream_unknown");
    }

    private void neverSeen(Dependency upstream) {
        String id = findings.evidence(
                "never_seen." + upstream.name(), "lineage", subject(), "No dataset of this name was seen", Map.of());
        findings.rule(
                Severity.LOW,
                "The declared upstream '%s' was never seen".formatted(upstream.name()),
                "The catalogue knows no dataset of this id, location or name, or more than one of this name.",
                subject(),
                1,
                id,
                "Onboard '%s', or declare it by its location.".formatted(upstream.name()),
                "lineage.upstream_never_seen");
    }

    /** The reference is evidence either way; only a confirmed one is a finding. */
    private void compared(ForeignKeys.Checked check) {
        KeyReference reference = check.reference();
        String id = findings.evidence(
                "reference." + reference.column() + "." + reference.to().id(),
                "foreign_key",
                Subject.ofColumn(dataset.location(), reference.column()),
                reference.text() + (check.share().isEmpty() ? ": the values could not be compared" : ""),
                check.share().isEmpty()
                        ? Map.of("compared", false)
                        : Map.of(
                                "compared",
                                true,
                                "share",
                                Math.round(check.share().orElse(0) * 1e6) / 1e6));
        if (check.confirmed()) {
            findings.rule(
                    Severity.INFO,
                    "Column '%s' refers to '%s'"
                            .formatted(reference.column(), reference.to().name()),
                    "%s of its values are in %s.%s. That says what the rows refer to, not what they were made from."
                            .formatted(
                                    percent(check.share().orElse(0)),
                                    reference.to().name(),
                                    reference.key()),
                    Subject.ofColumn(dataset.location(), reference.column()),
                    check.confidence(),
                    id,
                    "",
                    "lineage.key_contained");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", share * 100);
    }
}
