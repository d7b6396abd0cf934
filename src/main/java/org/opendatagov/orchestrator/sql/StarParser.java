package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.Expression.Renamed;
import org.opendatagov.orchestrator.sql.Expression.Star;

/** Reads what may stand behind {@code *}: EXCEPT, EXCLUDE, REPLACE, RENAME, ILIKE. */
final class StarParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final List<Identifier> except = new ArrayList<>();
    private final List<Item> replaced = new ArrayList<>();
    private final List<Renamed> renamed = new ArrayList<>();

    StarParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Star star(List<Identifier> qualifier, int offset) {
        boolean more = true;
        while (more) {
            more = one();
        }
        return new Star(qualifier, except, replaced, renamed, offset);
    }

    private boolean one() {
        boolean excepted = tokens.at("EXCEPT", "(")
                && !tokens.peek(2).is("SELECT")
                && !tokens.peek(2).is("(");
        if (excepted
                || (tokens.at("EXCLUDE")
                        && (tokens.peek(1).is("(") || tokens.peek(1).isName()))) {
            tokens.take();
            list(() -> except.add(last()));
        } else if (tokens.at("REPLACE", "(")
                || (tokens.at("REPLACE") && tokens.peek(1).isName())) {
            tokens.take();
            list(this::replace);
        } else if (tokens.at("RENAME", "(")
                || (tokens.at("RENAME") && tokens.peek(1).isName())) {
            tokens.take();
            list(this::rename);
        } else if (tokens.at("ILIKE") && tokens.peek(1).kind() == Token.Kind.TEXT) {
            tokens.take();
            tokens.take();
        } else {
            return false;
        }
        return true;
    }

    private void list(Runnable element) {
        if (!tokens.skip("(")) {
            element.run();
            return;
        }
        do {
            element.run();
        } while (tokens.skip(",") && !tokens.at(")"));
        tokens.expect(")");
    }

    private Identifier last() {
        Identifier name = tokens.name("a column");
        while (tokens.skip(".")) {
            name = tokens.name("a column");
        }
        return name;
    }

    private void replace() {
        Expression value = expressions.expression();
        tokens.expect("AS");
        Identifier name = tokens.name("a column");
        replaced.add(new Item(value, java.util.Optional.of(name), name.text()));
    }

    private void rename() {
        Identifier from = last();
        tokens.expect("AS");
        renamed.add(new Renamed(from, tokens.name("a column")));
    }
}
