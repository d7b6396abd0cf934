package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Figures;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.IdentifyingRole;

/** What was computed of one dataset. */
record Anonymity(
        AnonymityQuestion question,
        DatasetProfile profile,
        EquivalenceClasses classes,
        List<SensitiveFigures> sensitive) {
    static Anonymity of(Connection connection, AnonymityQuestion question, DatasetProfile profile) throws SQLException {
        EquivalenceClasses classes = EquivalenceClasses.of(connection, question.quasiIdentifiers());
        List<SensitiveFigures> sensitive = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            if (question.sensitive().contains(column.name())) {
                sensitive.add(SensitiveFigures.of(connection, question.quasiIdentifiers(), column));
            }
        }
        return new Anonymity(question, profile, classes, List.copyOf(sensitive));
    }

    /** Columns with values that still identify a person alone. */
    List<ColumnProfile> identifying() {
        return profile.columns().stream()
                .filter(column -> !question.quasiIdentifiers().contains(column.name()))
                .filter(column -> IdentifyingRole.of(column.name(), column.privacy()) == IdentifyingRole.IDENTIFIER)
                .toList();
    }

    /** Columns that are said to be masked, and whose values a detector still knows; how coarse a quasi-identifier is, the classes say. */
    List<ColumnProfile> unmasked() {
        return profile.columns().stream()
                .filter(column -> question.masked().contains(column.name()))
                .filter(column -> !question.quasiIdentifiers().contains(column.name()))
                .filter(column -> column.privacy().personal())
                .toList();
    }

    Verdict verdict() {
        if (!identifying().isEmpty() || !unmasked().isEmpty()) {
            return Verdict.REFUTED;
        }
        if (question.quasiIdentifiers().isEmpty() || classes.rows() == 0) {
            return Verdict.UNDETERMINED;
        }
        return classes.smallest() >= question.smallestClass() ? Verdict.VERIFIED : Verdict.REFUTED;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("verdict", verdict().text());
        described.put("rows", classes.rows());
        described.put("classes", classes.classes());
        described.put("k", classes.smallest());
        described.put("minimum_k", question.smallestClass());
        described.put("uniqueness", classes.uniqueness());
        described.put("average_risk", classes.averageRisk());
        described.put("highest_risk", classes.highestRisk());
        least(described);
        described.put("quasi_identifiers", question.quasiIdentifiers());
        described.put("proposed", question.proposed());
        described.put(
                "sensitive", sensitive.stream().map(SensitiveFigures::describe).toList());
        described.put("columns", profile.columns().stream().map(this::column).toList());
        return described;
    }

    /** Of several sensitive columns the weakest one counts. */
    private void least(Map<String, Object> described) {
        sensitive.stream()
                .mapToLong(SensitiveFigures::distinct)
                .min()
                .ifPresent(least -> described.put("l_diversity", least));
        sensitive.stream()
                .mapToDouble(SensitiveFigures::entropy)
                .min()
                .ifPresent(least -> described.put("entropy_l_diversity", least));
        sensitive.stream()
                .mapToDouble(SensitiveFigures::closeness)
                .max()
                .ifPresent(greatest -> described.put("t_closeness", greatest));
    }

    private Map<String, Object> column(ColumnProfile column) {
        Set<String> masked = question.masked();
        Optional<ClassMatch> first = column.privacy().classes().stream().findFirst();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("column", column.name());
        described.put("role", question.roleOf(column));
        described.put("distinct", column.distinct());
        described.put("nulls", column.nulls());
        column.singletons()
                .ifPresent(single -> described.put(
                        "uniqueness", profile.rows() == 0 ? 0.0 : Figures.six((double) single / profile.rows())));
        described.put("said_to_be_masked", masked.contains(column.name()));
        described.put("matches_detector", column.privacy().personal());
        described.put(
                "classes",
                column.privacy().classes().stream().map(ClassMatch::name).toList());
        first.ifPresent(match -> described.put("matching_share", match.share()));
        return described;
    }
}
