package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.Expression.Star;
import org.opendatagov.orchestrator.sql.Query.Into;
import org.opendatagov.orchestrator.sql.Query.Select;

/** Reads one SELECT with its clauses; FROM may stand first. */
final class SelectParser {
    private final Parsers parsers;
    private final Tokens tokens;

    SelectParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    /** A query for all columns of its tables. */
    static Select all(List<From> from) {
        Star star = new Star(List.of(), List.of(), List.of(), List.of(), 0);
        return new Select(
                List.of(new Item(star, Optional.empty(), "*")),
                false,
                from,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    Select select() {
        List<From> from = new ArrayList<>();
        if (tokens.skip("FROM")) {
            from.addAll(parsers.from().list());
            if (!tokens.at("SELECT")) {
                return clauses(all(from).items(), false, from, Optional.empty());
            }
        }
        return select(from);
    }

    /** With what stood before SELECT already read. */
    Select select(List<From> before) {
        List<From> from = new ArrayList<>(before);
        tokens.expect("SELECT");
        boolean distinct = quantifiers();
        List<Item> items = items();
        Optional<Into> into = into();
        if (tokens.skip("FROM")) {
            from.addAll(parsers.from().list());
        }
        return clauses(items, distinct, from, into.isPresent() ? into : into());
    }

    /** Whether equal rows are one. */
    private boolean quantifiers() {
        boolean every = false;
        while (tokens.atAny(
                        "DISTINCT", "ALL", "UNIQUE", "STRAIGHT_JOIN", "SQL_CALC_FOUND_ROWS", "SQL_NO_CACHE", "STREAM")
                && !tokens.peek(1).is(",")
                && !tokens.peek(1).is("FROM")
                && !tokens.peek(1).is(".")) {
            boolean distinct = tokens.take().is("DISTINCT");
            every |= distinct && !tokens.at("ON");
            if (distinct && tokens.skip("ON")) {
                tokens.skipParentheses();
            }
        }
        if (!tokens.skip("AS", "STRUCT")) {
            tokens.skip("AS", "VALUE");
        }
        boolean top = tokens.at("TOP")
                && (tokens.peek(1).kind() == Token.Kind.NUMBER
                        || tokens.peek(1).kind() == Token.Kind.PARAMETER
                        || (tokens.peek(1).is("(") && parsers.dialect() != Dialect.POSTGRES));
        if (top) {
            tokens.take();
            parsers.expressions().operand();
            tokens.skip("PERCENT");
            tokens.skip("WITH", "TIES");
        }
        return every;
    }

    /** The select list; a comma may end it. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        do {
            if (!items.isEmpty() && (tokens.atEnd() || tokens.at("FROM") || tokens.at(")"))) {
                break;
            }
            items.add(item());
        } while (tokens.skip(","));
        return items;
    }

    private Item item() {
        int mark = tokens.mark();
        if (parsers.dialect() == Dialect.TSQL
                && tokens.peek(1).is("=")
                && !tokens.peek().is("(")) {
            Token name = tokens.take();
            tokens.take();
            Expression value = parsers.expressions().expression();
            boolean column = name.isName() || name.kind() == Token.Kind.TEXT;
            return new Item(value, column ? Optional.of(label(name)) : Optional.empty(), "?");
        }
        Expression expression = parsers.expressions().expression();
        String text = text(mark, tokens.mark());
        return new Item(expression, alias(), text);
    }

    private Optional<Identifier> alias() {
        if (tokens.skip("AS")) {
            if (tokens.at("(")) {
                List<Identifier> names = parsers.queries().columns();
                return names.isEmpty() ? Optional.empty() : Optional.of(names.getFirst());
            }
            Token name = tokens.take();
            if (!name.isName() && name.kind() != Token.Kind.TEXT && name.kind() != Token.Kind.TEMPLATE) {
                throw new SyntaxFault("Expected an alias, found %s.".formatted(name.describe()), name.start());
            }
            return Optional.of(label(name));
        }
        Token next = tokens.peek();
        boolean bare = next.kind() == Token.Kind.QUOTED
                || (next.kind() == Token.Kind.WORD && !Words.NO_ALIAS.contains(next.word()))
                || next.kind() == Token.Kind.TEXT;
        return bare ? Optional.of(label(tokens.take())) : Optional.empty();
    }

    private static Identifier label(Token token) {
        return switch (token.kind()) {
            case TEXT ->
                new Identifier(
                        token.text().substring(1, Math.max(1, token.text().length() - 1)), true);
            case TEMPLATE -> Identifier.plain("?");
            case WORD, QUOTED, NUMBER, SYMBOL, PARAMETER, FAULT, END -> token.identifier();
        };
    }

    /** How an item without alias is called: its text, without literals and short. */
    private String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int index = from; index < to && text.length() < 80; index++) {
            Token token = tokens.token(index);
            if (index > from && token.start() > tokens.token(index - 1).end()) {
                text.append(' ');
            }
            boolean plain = token.isName() && !token.identifier().likeValue();
            text.append(plain || token.kind() == Token.Kind.SYMBOL ? token.text() : "?");
        }
        return text.length() < 80 ? text.toString() : text.substring(0, 79) + "…";
    }

    private Optional<Into> into() {
        tokens.skip("BULK", "COLLECT");
        if (!tokens.at("INTO")) {
            return Optional.empty();
        }
        tokens.take();
        if (tokens.peek().kind() == Token.Kind.PARAMETER || tokens.atAny("OUTFILE", "DUMPFILE", "STRICT")) {
            tokens.skipTo("FROM", "WHERE", ")", ";");
            return Optional.empty();
        }
        boolean temporary = tokens.skipAny("TEMP", "TEMPORARY");
        tokens.skip("UNLOGGED");
        tokens.skip("TABLE");
        TableName table = parsers.from().tableName();
        boolean hash = table.last().startsWith("#");
        if (tokens.skip(",")) {
            tokens.skipTo("FROM", "WHERE", ")", ";");
            return Optional.empty();
        }
        return Optional.of(new Into(table, temporary || hash));
    }

    private Select clauses(List<Item> items, boolean distinct, List<From> from, Optional<Into> into) {
        List<Expression> conditions = new ArrayList<>();
        List<Expression> grouping = new ArrayList<>();
        List<Expression> sorting = new ArrayList<>();
        Map<Identifier, Expression> windows = new HashMap<>();
        while (clause(conditions, grouping, windows) || tail(sorting)) {
            // in the order in which they stand
        }
        return new Select(items, distinct, from, conditions, grouping, sorting, windows, into);
    }

    private boolean clause(
            List<Expression> conditions, List<Expression> grouping, Map<Identifier, Expression> windows) {
        ExpressionParser expressions = parsers.expressions();
        if (tokens.skipAny("WHERE", "PREWHERE", "HAVING", "QUALIFY") || tokens.skip("START", "WITH")) {
            conditions.add(expressions.expression());
        } else if (tokens.skip("CONNECT", "BY")) {
            tokens.skip("NOCYCLE");
            conditions.add(expressions.expression());
        } else if (tokens.skip("GROUP", "BY")) {
            tokens.skip("DISTINCT");
            grouping.addAll(expressions.grouping());
        } else if (tokens.at("WINDOW")
                && tokens.peek(1).isName()
                && tokens.peek(2).is("AS")) {
            tokens.take();
            do {
                Identifier name = tokens.name("the name of a window");
                tokens.expect("AS");
                windows.put(name, parsers.expressions().window());
            } while (tokens.skip(","));
        } else {
            return false;
        }
        return true;
    }

    /** Takes one of the clauses that sort or limit. */
    boolean tail(List<Expression> sorting) {
        if (tokens.skip("ORDER", "SIBLINGS", "BY")
                || tokens.skip("ORDER", "BY")
                || tokens.skip("SORT", "BY")
                || tokens.skip("CLUSTER", "BY")
                || tokens.skip("DISTRIBUTE", "BY")) {
            sorting.addAll(parsers.expressions().sorting());
        } else if (tokens.skipAny("LIMIT", "OFFSET", "FETCH")) {
            limit();
        } else if (tokens.skip("FOR")) {
            tokens.skipTo(")", ";", "UNION");
        } else if (tokens.skip("OPTION") || tokens.skip("USING", "SAMPLE")) {
            tokens.skipTo(")", ";", "UNION", "ORDER", "LIMIT");
        } else if (tokens.at("WITH")
                && (tokens.peek(1).is("UR")
                        || tokens.peek(1).is("CS")
                        || tokens.peek(1).is("RS"))) {
            tokens.skip("WITH");
            tokens.take();
        } else {
            return false;
        }
        return true;
    }

    private void limit() {
        boolean fetch = tokens.skipAny("FIRST", "NEXT");
        if ((fetch && tokens.skipAny("ROW", "ROWS")) || tokens.skip("ALL")) {
            tokens.skip("ONLY");
            return;
        }
        do {
            parsers.expressions().expression();
        } while (tokens.skip(","));
        tokens.skip("PERCENT");
        tokens.skipAny("ROW", "ROWS");
        tokens.skip("ONLY");
        tokens.skip("WITH", "TIES");
        if (tokens.skip("BY")) {
            parsers.expressions().expressions();
        }
    }
}
