package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a script: what each statement reads and writes. A statement that cannot be read is told with its place and the others
 * count. Time and stack are bounded whatever is given.
 */
public final class SqlLineage {
    private final Dialect dialect;
    private final KnownTables tables;
    private final Places places;
    private final List<StatementLineage> statements = new ArrayList<>();
    private final List<SqlFault> faults = new ArrayList<>();
    private long steps;

    private SqlLineage(String sql, Dialect dialect, TableColumns outside) {
        this.dialect = dialect;
        this.tables = new KnownTables(dialect, outside);
        this.places = new Places(sql);
    }

    /** @param outside what is known of tables that the script does not make */
    public static ScriptLineage of(String sql, Dialect dialect, TableColumns outside) {
        SqlLineage lineage = new SqlLineage(sql, dialect, outside);
        Splitter.statements(Lexer.tokens(sql, dialect), dialect).forEach(lineage::chunk);
        return Summary.of(lineage.statements, lineage.faults);
    }

    /** Usually one statement; T-SQL lets several follow each other without semicolon. */
    private void chunk(List<Token> chunk) {
        Tokens tokens = new Tokens(chunk);
        Parsers parsers = new Parsers(tokens, dialect);
        boolean more = true;
        while (more) {
            Token first = tokens.peek();
            more = one(parsers, first) && !tokens.atEnd();
        }
    }

    /** Whether another statement may follow in the same chunk. */
    private boolean one(Parsers parsers, Token first) {
        Report report = new Report(steps);
        try {
            Statement statement = Blocks.begins(parsers.tokens(), dialect)
                    ? new RoutineParser(parsers).block()
                    : parsers.statements().statement();
            end(parsers.tokens());
            new StatementResolver(new Resolver(dialect, tables, report)).resolve(statement, Environment.EMPTY);
            statements.add(told(first, Kinds.of(statement), report));
            parsers.faults().forEach(this::fault);
            parsers.faults().clear();
            return true;
        } catch (SyntaxFault fault) {
            statements.add(told(first, StatementLineage.UNREADABLE, new Report(0)));
            fault(fault.offset() == 0 ? new SyntaxFault(fault.text(), first.start()) : fault);
            return false;
        } finally {
            steps = report.steps();
        }
    }

    private void end(Tokens tokens) {
        boolean next = dialect == Dialect.TSQL
                && (Words.STARTERS.contains(tokens.peek().word())
                        || Words.WITHOUT_LINEAGE.contains(tokens.peek().word()));
        if (!tokens.atEnd() && !next) {
            throw tokens.expected("the end of the statement");
        }
    }

    private void fault(SyntaxFault fault) {
        int offset = fault.offset();
        faults.add(new SqlFault(statements.size(), places.line(offset), places.column(offset), fault.text()));
    }

    private StatementLineage told(Token first, String kind, Report report) {
        return new StatementLineage(
                statements.size() + 1,
                places.line(first.start()),
                kind,
                List.copyOf(report.inputs()),
                List.copyOf(report.outputs()),
                report.columns().stream()
                        .map(output -> new ColumnLineage(output.target(), sources(output.sources())))
                        .toList(),
                sources(report.indirect()),
                report.unresolved().stream().map(this::unresolved).toList(),
                report.outputs().stream().filter(tables::temporary).toList());
    }

    private static List<ColumnLineage.Source> sources(Sources sources) {
        List<ColumnLineage.Source> told = new ArrayList<>();
        sources.forEach((column, uses) -> told.add(new ColumnLineage.Source(column.text(), uses)));
        return told;
    }

    private StatementLineage.Unresolved unresolved(Report.Unresolved column) {
        return new StatementLineage.Unresolved(
                column.column(), column.candidates(), places.line(column.offset()), places.column(column.offset()));
    }
}
