package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Several;

/** Reads blocks and the bodies of routines: the statements in them, whatever steers them. */
final class RoutineParser {
    private static final Set<String> BEFORE_STATEMENT =
            Set.of(";", "BEGIN", "THEN", "ELSE", "LOOP", "DO", "AS", "IS", "ATOMIC", "REPEAT", "TRY", "CATCH");

    private final Parsers parsers;
    private final Tokens tokens;

    RoutineParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    /** CREATE FUNCTION and the like, with its kind already read. */
    Statement routine(String object) {
        String kind = "create_" + object.toLowerCase(Locale.ROOT);
        List<Statement> found = new ArrayList<>();
        while (!tokens.atEnd()) {
            Token before = tokens.take();
            if (before.kind() == Token.Kind.TEXT && code(before)) {
                found.addAll(quoted(before));
            } else if (BEFORE_STATEMENT.contains(before.kind() == Token.Kind.SYMBOL ? before.text() : before.word())) {
                attempt().ifPresent(found::add);
            }
        }
        return found.isEmpty() ? new Nothing(kind) : new Several(kind, found);
    }

    /** A block: {@code BEGIN … END}, {@code IF … THEN … END IF}, {@code DO $$ … $$}. */
    Statement block() {
        return switch (routine("block")) {
            case Several several -> new Several("block", several.statements());
            default -> new Nothing("block");
        };
    }

    private static boolean code(Token text) {
        return text.text().startsWith("$") || text.text().length() > 30;
    }

    /** A statement, if one begins here and can be read; what steers the flow is passed over. */
    private Optional<Statement> attempt() {
        boolean starts = Words.STARTERS.contains(tokens.peek().word()) && !tokens.at("REPLACE", "(");
        if (!starts) {
            return Optional.empty();
        }
        int mark = tokens.mark();
        try {
            return Optional.of(withoutVariables(parsers.statements().statement()));
        } catch (SyntaxFault fault) {
            parsers.faults().add(fault);
            tokens.restart(mark);
            return Optional.empty();
        }
    }

    /** Inside of a routine, SELECT … INTO fills a variable, but for T-SQL. */
    private Statement withoutVariables(Statement statement) {
        if (statement instanceof Statement.Ask ask
                && ask.query() instanceof Query.Select select
                && parsers.dialect() != Dialect.TSQL) {
            return new Statement.Ask(new Query.Select(
                    select.items(),
                    select.distinct(),
                    select.from(),
                    select.conditions(),
                    select.grouping(),
                    select.sorting(),
                    select.windows(),
                    Optional.empty()));
        }
        return statement;
    }

    /** Without a letter before its quotes. */
    private static boolean plain(Token text) {
        return "$'\"".indexOf(text.text().charAt(0)) >= 0;
    }

    private List<Statement> quoted(Token body) {
        Optional<Parsers> inside = plain(body) ? parsers.inside(body.text()) : Optional.empty();
        if (inside.isEmpty()) {
            return List.of();
        }
        RoutineParser routine = new RoutineParser(inside.get());
        List<Statement> found = new ArrayList<>();
        routine.attempt().ifPresent(found::add);
        if (routine.routine("body") instanceof Several several) {
            found.addAll(several.statements());
        }
        return found;
    }
}
