package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list of columns in CREATE TABLE and CREATE VIEW: their names; types and constraints are skipped. */
final class ColumnListParser {
    private static final Set<String> CONSTRAINTS = Set.of(
            "PRIMARY",
            "UNIQUE",
            "FOREIGN",
            "CONSTRAINT",
            "CHECK",
            "KEY",
            "INDEX",
            "EXCLUDE",
            "PERIOD",
            "WATERMARK",
            "FULLTEXT",
            "SPATIAL",
            "PARTITION",
            "SUPPLEMENTAL");

    private final Parsers parsers;
    private final Tokens tokens;

    ColumnListParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    /** @param like a table whose columns are taken over */
    record Columns(List<Identifier> names, Optional<TableName> like) {
        static final Columns NONE = new Columns(List.of(), Optional.empty());
    }

    Columns columns() {
        int close = tokens.mark() + tokens.closingAhead(0);
        tokens.expect("(");
        List<Identifier> names = new ArrayList<>();
        Optional<TableName> like = Optional.empty();
        while (!tokens.at(")")) {
            boolean constraint = (CONSTRAINTS.contains(tokens.peek().word())
                            && tokens.peek(1).isName())
                    || (CONSTRAINTS.contains(tokens.peek().word())
                            && tokens.peek(1).is("("));
            if (tokens.at("LIKE") && tokens.peek(1).isName()) {
                tokens.take();
                like = Optional.of(parsers.from().tableName());
            } else if (!constraint) {
                names.add(column());
            }
            rest();
            if (!tokens.at(")")) {
                tokens.expect(",");
            }
        }
        if (tokens.mark() != close) {
            throw tokens.expected("')'");
        }
        tokens.expect(")");
        return new Columns(names, like);
    }

    private Identifier column() {
        if (tokens.peek().isName()) {
            return tokens.take().identifier();
        }
        throw tokens.expected("a column");
    }

    /** To the comma or parenthesis that ends a column; those inside of {@code <…>} do not. */
    private void rest() {
        int open = 0;
        while (!tokens.atEnd() && !(open == 0 && tokens.atAny(",", ")"))) {
            if (tokens.at("(")) {
                tokens.skipParentheses();
                continue;
            }
            Token token = tokens.take();
            open = Math.max(0, open + (token.is("<") ? 1 : token.is(">") ? -1 : token.is(">>") ? -2 : 0));
        }
    }
}
