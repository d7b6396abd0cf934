package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.sql.Dialect;
import org.opendatagov.orchestrator.sql.ScriptLineage;
import org.opendatagov.orchestrator.sql.SqlFault;
import org.opendatagov.orchestrator.sql.SqlLineage;
import org.opendatagov.orchestrator.sql.StatementLineage;
import org.opendatagov.orchestrator.sql.TableColumns;

/** Maps dependencies from SQL: what is asked only, nothing of it goes into the catalogue. */
final class SqlDependencies {
    /** In characters; some times of what the largest scripts of a warehouse hold. */
    private static final int LONGEST = 4_000_000;
    /** Faults that an error tells; the others are counted. */
    private static final int MOST_TOLD = 50;

    private final Catalog catalog;

    SqlDependencies(Catalog catalog) {
        this.catalog = catalog;
    }

    ExpertReport report(ExpertRequest request) {
        String sql = request.requiredText("sql");
        if (sql.isBlank() || sql.length() > LONGEST) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            "invalid_input",
                            "/sql",
                            sql.isBlank()
                                    ? "Input 'sql' holds no statement; give one or several, separated by semicolons."
                                    : "Input 'sql' has %d characters; at most %d are read. Send it in parts."
                                            .formatted(sql.length(), LONGEST))));
        }
        Dialect dialect = dialect(request.text("dialect"));
        TableColumns known = tables(request);
        ScriptLineage lineage = SqlLineage.of(sql, dialect, known);
        refuseUnreadable(lineage, dialect);
        Findings findings = SqlFindings.of(lineage);
        return new ExpertReport(
                summary(lineage),
                findings.findings(),
                findings.evidence(),
                SqlResult.of(lineage, dialect),
                Map.of("inputs", lineage.inputs(), "outputs", lineage.outputs()),
                Map.of());
    }

    private static Dialect dialect(Optional<String> name) {
        if (name.isEmpty()) {
            return Dialect.ANSI;
        }
        return Dialect.named(name.get())
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INVALID_INPUT,
                        List.of(new Problem(
                                "invalid_input",
                                "/dialect",
                                "Input 'dialect' must be one of %s.".formatted(String.join(", ", Dialect.known()))))));
    }

    /** What the request says of tables goes before what the catalogue knows. */
    private TableColumns tables(ExpertRequest request) {
        TableColumns given = GivenTables.of(request.inputs().get("schemas"));
        TableColumns catalogued = new CatalogTables(catalog);
        return table -> given.of(table).or(() -> catalogued.of(table));
    }

    private static void refuseUnreadable(ScriptLineage lineage, Dialect dialect) {
        boolean readable = lineage.statements().stream()
                .anyMatch(statement -> !statement.kind().equals(StatementLineage.UNREADABLE));
        if (readable || lineage.faults().isEmpty()) {
            return;
        }
        List<Problem> problems = lineage.faults().stream()
                .limit(MOST_TOLD)
                .map(fault -> new Problem("invalid_input", "/sql", place(fault) + fault.message()))
                .collect(Collectors.toList());
        problems.add(new Problem(
                "invalid_input",
                "/dialect",
                "Nothing of the SQL could be read as dialect '%s' (statements that could not: %d)."
                        .formatted(dialect.label(), lineage.faults().size())));
        throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
    }

    static String place(SqlFault fault) {
        return "Statement %d, line %d, column %d: ".formatted(fault.statement(), fault.line(), fault.column());
    }

    private static String summary(ScriptLineage lineage) {
        int faults = lineage.faults().size();
        String unread = faults == 0 ? "" : "; %d could not be read".formatted(faults);
        return "%d %s: %d %s read, %d written%s"
                .formatted(
                        lineage.statements().size(),
                        lineage.statements().size() == 1 ? "statement" : "statements",
                        lineage.inputs().size(),
                        lineage.inputs().size() == 1 ? "table is" : "tables are",
                        lineage.outputs().size(),
                        unread);
    }
}
