package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.sql.ScriptLineage;
import org.opendatagov.orchestrator.sql.SqlFault;
import org.opendatagov.orchestrator.sql.StatementLineage;

/** What is concluded of SQL that was read: what of it could not be, and which columns cannot be told. */
final class SqlFindings {
    /** Findings of one kind; the evidence has the count of all. */
    private static final int MOST = 20;

    private SqlFindings() {}

    static Findings of(ScriptLineage lineage) {
        Findings findings = new Findings();
        findings.evidence(
                "sql",
                "lineage",
                Subject.ofJob("sql"),
                "Statements, read with the columns of given and catalogued tables",
                Map.of(
                        "statements", lineage.statements().size(),
                        "unreadable", lineage.faults().size(),
                        "inputs", lineage.inputs().size(),
                        "outputs", lineage.outputs().size()));
        lineage.faults().stream().limit(MOST).forEach(fault -> unread(findings, fault));
        lineage.statements().stream()
                .filter(statement -> !statement.unresolved().isEmpty())
                .limit(MOST)
                .forEach(statement -> unresolved(findings, statement));
        return findings;
    }

    private static void unread(Findings findings, SqlFault fault) {
        Subject subject = Subject.ofJob("statement " + fault.statement());
        String id = "sql.unread.%d.%d.%d".formatted(fault.statement(), fault.line(), fault.column());
        findings.evidence(id, "lineage", subject, SqlDependencies.place(fault) + fault.message(), Map.of());
        findings.rule(
                Severity.MEDIUM,
                "Statement %d could not be read".formatted(fault.statement()),
                SqlDependencies.place(fault) + fault.message(),
                subject,
                1,
                id,
                "Correct it, or give the dialect that it is written in; its tables are missing from the lineage.",
                "lineage.sql_unreadable");
    }

    private static void unresolved(Findings findings, StatementLineage statement) {
        Subject subject = Subject.ofJob("statement " + statement.number());
        List<String> names = statement.unresolved().stream()
                .map(StatementLineage.Unresolved::column)
                .distinct()
                .toList();
        String id = "sql.unresolved." + statement.number();
        findings.evidence(id, "lineage", subject, "Columns without a table", Map.of("columns", names.size()));
        findings.rule(
                Severity.LOW,
                "Statement %d: the table of %d %s cannot be told"
                        .formatted(statement.number(), names.size(), names.size() == 1 ? "column" : "columns"),
                names.stream().limit(MOST).collect(Collectors.joining(", ")),
                subject,
                1,
                id,
                "Give the tables' columns as 'schemas', or onboard the datasets.",
                "lineage.sql_unresolved");
    }
}
