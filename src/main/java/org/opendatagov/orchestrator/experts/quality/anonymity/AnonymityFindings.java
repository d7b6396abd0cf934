package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What follows from a dataset's figures, for people. */
final class AnonymityFindings {
    private static final String OPINION = "Article 29 Working Party, Opinion 05/2014 on Anonymisation Techniques, 2.2";

    private AnonymityFindings() {}

    static void report(String location, Anonymity anonymity, Findings findings) {
        Subject subject = Subject.ofDataset(location);
        String id = findings.evidence(
                "classes." + location,
                "equivalence_classes",
                subject,
                "Groups of records that the quasi-identifiers do not tell apart",
                figures(anonymity));
        classes(anonymity, subject, id, findings);
        sensitive(location, anonymity, findings);
        anonymity.identifying().forEach(column -> identifying(location, anonymity, column, findings));
    }

    private static Map<String, Object> figures(Anonymity anonymity) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", anonymity.classes().rows());
        figures.put("classes", anonymity.classes().classes());
        figures.put("k", anonymity.classes().smallest());
        figures.put("uniqueness", anonymity.classes().uniqueness());
        figures.put("average_risk", anonymity.classes().averageRisk());
        figures.put("quasi_identifiers", anonymity.question().quasiIdentifiers());
        figures.put("verdict", anonymity.verdict().text());
        return figures;
    }

    private static void classes(Anonymity anonymity, Subject subject, String id, Findings findings) {
        EquivalenceClasses classes = anonymity.classes();
        String columns = String.join(", ", anonymity.question().quasiIdentifiers());
        if (anonymity.question().quasiIdentifiers().isEmpty()) {
            findings.rule(
                    Severity.LOW,
                    "No quasi-identifiers are known",
                    "No label and no class speaks of one, so nothing can be said of the risk that records are told apart.",
                    subject,
                    1,
                    id,
                    "Name the columns of '%s' that somebody may know of a person (quasi_identifiers)."
                            .formatted(subject.dataset()),
                    OPINION);
        } else if (classes.rows() > 0
                && classes.smallest() < anonymity.question().smallestClass()) {
            findings.rule(
                    classes.smallest() == 1 ? Severity.HIGH : Severity.MEDIUM,
                    "Records can be told apart: k is " + classes.smallest(),
                    "By %s, %,d of %,d records are unique; the smallest class has %d, %d are wanted."
                            .formatted(
                                    columns,
                                    classes.unique(),
                                    classes.rows(),
                                    classes.smallest(),
                                    anonymity.question().smallestClass()),
                    subject,
                    anonymity.question().proposed() ? 0.8 : 1,
                    id,
                    "Generalise %s of '%s' (dates to years, postal codes to three digits), or suppress the records of small classes."
                            .formatted(columns, subject.dataset()),
                    OPINION
                            + ".1 (singling out); cell size of %d: El Emam 2013, chapter 16"
                                    .formatted(anonymity.question().smallestClass()));
        }
    }

    private static void sensitive(String location, Anonymity anonymity, Findings findings) {
        for (SensitiveFigures figures : anonymity.sensitive()) {
            Subject subject = Subject.ofColumn(location, figures.column());
            String id = findings.evidence(
                    "sensitive." + location + "." + figures.column(),
                    "sensitive_values",
                    subject,
                    "What the classes give away of a sensitive column",
                    figures.describe());
            if (figures.distinct() == 1 && anonymity.classes().rows() > 0) {
                findings.rule(
                        Severity.HIGH,
                        "A class gives '%s' away: all its records have one value".formatted(figures.column()),
                        "Who is known to be in such a class, of him the value is known; l is 1.",
                        subject,
                        1,
                        id,
                        "Generalise the quasi-identifiers of '%s' further, or '%s' itself."
                                .formatted(location, figures.column()),
                        OPINION + ".3 (inference); Machanavajjhala et al. 2007");
            }
        }
    }

    private static void identifying(String location, Anonymity anonymity, ColumnProfile column, Findings findings) {
        boolean said = anonymity.question().masked().contains(column.name());
        Subject subject = Subject.ofColumn(location, column.name());
        List<String> classes =
                column.privacy().classes().stream().map(match -> match.name()).toList();
        String id = findings.evidence(
                "identifier." + location + "." + column.name(),
                "identifying_values",
                subject,
                column.privacy().explanation(),
                Map.of("classes", classes, "said_to_be_masked", said));
        findings.rule(
                Severity.HIGH,
                "Column '%s' %s %s"
                        .formatted(
                                column.name(),
                                said ? "is said to be masked and still matches" : "identifies persons by its",
                                String.join(", ", classes).replace('_', ' ')),
                column.privacy().explanation(),
                subject,
                column.privacy().classes().getFirst().confidence(),
                id,
                said
                        ? "Mask '%s' of '%s'; if its values are made up, show how.".formatted(column.name(), location)
                        : "Drop, pseudonymise or tokenise '%s' of '%s'.".formatted(column.name(), location),
                "GDPR Art. 4(5), recital 26");
    }

    static String summary(Anonymity anonymity) {
        EquivalenceClasses classes = anonymity.classes();
        String figures = "k = %d, %.4g %% of %,d records unique"
                .formatted(classes.smallest(), classes.uniqueness() * 100, classes.rows());
        return switch (anonymity.verdict()) {
            case VERIFIED -> "Anonymised as far as data can show: " + figures;
            case UNDETERMINED -> "Cannot be decided: no records, or no known quasi-identifiers";
            case REFUTED ->
                anonymity.identifying().isEmpty() && anonymity.unmasked().isEmpty()
                        ? "Not anonymised: " + figures
                        : "Not anonymised: %d columns still identify persons; %s"
                                .formatted(anonymity.identifying().size(), figures);
        };
    }
}
