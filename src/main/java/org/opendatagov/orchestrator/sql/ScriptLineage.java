package org.opendatagov.orchestrator.sql;

import java.util.List;

/**
 * What a script reads and writes, statement by statement and as a whole.
 *
 * @param inputs what is read and was not made by the script itself
 * @param outputs what is written and outlives the script
 * @param columns columns of the outputs, seen through temporary tables
 */
public record ScriptLineage(
        List<StatementLineage> statements,
        List<SqlFault> faults,
        List<String> inputs,
        List<String> outputs,
        List<ColumnLineage> columns) {
    public ScriptLineage {
        statements = List.copyOf(statements);
        faults = List.copyOf(faults);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        columns = List.copyOf(columns);
    }
}
