package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.sql.ColumnLineage;
import org.opendatagov.orchestrator.sql.Dialect;
import org.opendatagov.orchestrator.sql.ScriptLineage;
import org.opendatagov.orchestrator.sql.SqlFault;
import org.opendatagov.orchestrator.sql.StatementLineage;
import org.opendatagov.orchestrator.sql.Use;

/** What was read of a script, as the action's result. */
final class SqlResult {
    private SqlResult() {}

    static Map<String, Object> of(ScriptLineage lineage, Dialect dialect) {
        Map<Integer, SqlFault> faults = new HashMap<>();
        lineage.faults().forEach(fault -> faults.putIfAbsent(fault.statement(), fault));
        List<Map<String, Object>> statements = new ArrayList<>();
        for (StatementLineage statement : lineage.statements()) {
            Map<String, Object> told = statement(statement);
            SqlFault fault = faults.get(statement.number());
            if (fault != null) {
                told.put("error", fault(fault));
            }
            statements.add(told);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dialect", dialect.label());
        result.put("statements", statements);
        result.put("errors", lineage.faults().stream().map(SqlResult::fault).toList());
        result.put("inputs", lineage.inputs());
        result.put("outputs", lineage.outputs());
        result.put("columns", columns(lineage.columns()));
        return result;
    }

    private static Map<String, Object> statement(StatementLineage statement) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", statement.number());
        told.put("line", statement.line());
        told.put("kind", statement.kind());
        told.put("inputs", statement.inputs());
        told.put("outputs", statement.outputs());
        told.put("columns", columns(statement.columns()));
        told.put("indirect", transformations(statement.indirect()));
        told.put(
                "unresolved",
                statement.unresolved().stream().map(SqlResult::unresolved).toList());
        return told;
    }

    private static List<Map<String, Object>> columns(List<ColumnLineage> columns) {
        return columns.stream()
                .map(column -> {
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("target", column.target());
                    told.put(
                            "sources",
                            column.sources().stream()
                                    .map(ColumnLineage.Source::column)
                                    .toList());
                    told.put("transformations", transformations(column.sources()));
                    return told;
                })
                .toList();
    }

    /** As in the column lineage of OpenLineage: type and subtype. */
    private static List<Map<String, Object>> transformations(List<ColumnLineage.Source> sources) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (ColumnLineage.Source source : sources) {
            source.uses().stream().sorted().forEach(use -> told.add(transformation(source.column(), use)));
        }
        return told;
    }

    private static Map<String, Object> transformation(String source, Use use) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("source", source);
        told.put("type", use.direct() ? "DIRECT" : "INDIRECT");
        told.put("subtype", use.name());
        return told;
    }

    private static Map<String, Object> unresolved(StatementLineage.Unresolved column) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("column", column.column());
        told.put("candidates", column.candidates());
        told.put("line", column.line());
        told.put("position", column.position());
        return told;
    }

    private static Map<String, Object> fault(SqlFault fault) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("statement", fault.statement());
        told.put("line", fault.line());
        told.put("column", fault.column());
        told.put("message", fault.message());
        return told;
    }
}
