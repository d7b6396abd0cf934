package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads expressions as operands with operators between them. Precedence does not matter for where a value comes from, so every
 * dialect's operators are read alike.
 */
final class ExpressionParser {
    private static final Set<String> NO_OPERATORS =
            Set.of("(", ")", ",", ";", ".", "[", "]", "{", "}", ":", "=>", "|>", "\\");
    private static final Set<String> NEGATED =
            Set.of("IN", "LIKE", "ILIKE", "BETWEEN", "RLIKE", "REGEXP", "SIMILAR", "GLOB", "MATCH", "MEMBER");

    private final Tokens tokens;
    private final OperandParser operands;

    ExpressionParser(Parsers parsers) {
        this.tokens = parsers.tokens();
        this.operands = new OperandParser(parsers, this);
    }

    Expression expression() {
        tokens.enter();
        List<Expression> parts = new ArrayList<>();
        boolean plain = true;
        do {
            plain &= !prefixes() && parts.isEmpty();
            parts.add(postfixes(operands.operand()));
        } while (operator());
        tokens.leave();
        return plain ? parts.getFirst() : Expression.of(Use.TRANSFORMATION, parts);
    }

    /** One operand without operators behind it: {@code INTERVAL <operand> DAY}. */
    Expression operand() {
        prefixes();
        return postfixes(operands.operand());
    }

    List<Expression> expressions() {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (tokens.skip(","));
        return list;
    }

    /** Expressions to sort by. */
    List<Expression> sorting() {
        List<Expression> list = new ArrayList<>();
        do {
            if (tokens.skip("ALL")) {
                continue;
            }
            list.add(expression());
            if (tokens.skip("USING")) {
                tokens.take();
            }
            tokens.skipAny("ASC", "DESC");
            if (tokens.skip("NULLS")) {
                tokens.take();
            }
            if (tokens.skip("WITH", "FILL")) {
                tokens.skipTo(")", ",", "LIMIT");
            }
        } while (tokens.skip(","));
        return list;
    }

    List<Expression> grouping() {
        List<Expression> list = new ArrayList<>();
        do {
            if (tokens.at("ALL") && !tokens.peek(1).is(".")) {
                tokens.take();
                continue;
            }
            tokens.skip("GROUPING", "SETS");
            list.add(expression());
            tokens.skipAny("ASC", "DESC");
        } while (tokens.skip(","));
        if (tokens.at("WITH")
                && Set.of("ROLLUP", "CUBE", "TOTALS").contains(tokens.peek(1).word())) {
            tokens.skip("WITH");
            tokens.take();
        } else if (tokens.skip("GROUPING", "SETS")) {
            list.add(expression());
        }
        return list;
    }

    Expression window() {
        return operands.window();
    }

    List<Expression> arguments(String function) {
        return operands.arguments(function);
    }

    List<Identifier> path() {
        return operands.path();
    }

    List<Expression> brackets() {
        return operands.brackets();
    }

    private boolean prefixes() {
        int mark = tokens.mark();
        while (tokens.atAny("+", "-", "~", "!", "NOT", "PRIOR", "CONNECT_BY_ROOT", "@", "!~", "|")
                || (tokens.at("BINARY")
                        && (tokens.peek(1).isName() || tokens.peek(1).kind() == Token.Kind.TEXT))) {
            if (tokens.at("NOT") && tokens.peek(1).is("(") && tokens.closingAhead(1) < 0) {
                break;
            }
            tokens.take();
        }
        return tokens.mark() > mark;
    }

    private Expression postfixes(Expression operand) {
        Expression result = operand;
        while (true) {
            if (tokens.skip("::")) {
                type();
            } else if (tokens.at("[")) {
                result = Expression.of(Use.TRANSFORMATION, joined(result, operands.brackets()));
                continue;
            } else if ((tokens.at(".")
                            && (tokens.peek(1).isName() || tokens.peek(1).is("*")))
                    || tokens.at(":")) {
                tokens.take();
                tokens.take();
                if (tokens.at("(")) {
                    result = Expression.of(Use.TRANSFORMATION, joined(result, operands.arguments("")));
                }
            } else if (tokens.skip("COLLATE")) {
                operands.path();
            } else if (tokens.skip("AT", "TIME", "ZONE")) {
                result = Expression.of(Use.TRANSFORMATION, joined(result, List.of(operand())));
                continue;
            } else if (!(tokens.skip("AT", "LOCAL")
                    || tokens.skipAny("ISNULL", "NOTNULL")
                    || tokens.skip("NOT", "NULL"))) {
                return result;
            }
            result = Expression.of(Use.TRANSFORMATION, List.of(result));
        }
    }

    private static List<Expression> joined(Expression first, List<Expression> rest) {
        List<Expression> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /** Takes an operator that stands between two operands. */
    private boolean operator() {
        Token next = tokens.peek();
        if (next.kind() == Token.Kind.SYMBOL) {
            boolean operator = !NO_OPERATORS.contains(next.text());
            if (operator) {
                tokens.take();
                quantifier();
            }
            return operator;
        }
        return next.kind() == Token.Kind.WORD && wordOperator(next);
    }

    private boolean wordOperator(Token next) {
        if (next.is("IS")) {
            return is();
        }
        if (next.is("NOT") && NEGATED.contains(tokens.peek(1).word())) {
            tokens.take();
        }
        boolean two = tokens.skip("SIMILAR", "TO") || tokens.skip("SOUNDS", "LIKE") || tokens.skip("MEMBER", "OF");
        if (two || Words.OPERATORS.contains(tokens.peek().word()) || match()) {
            if (!two) {
                tokens.take();
            }
            tokens.skip("SYMMETRIC");
            quantifier();
            return true;
        }
        if (tokens.at("OPERATOR", "(")) {
            tokens.take();
            tokens.skipParentheses();
            return true;
        }
        return false;
    }

    private boolean match() {
        return tokens.at("MATCH") && tokens.peek(1).kind() == Token.Kind.TEXT;
    }

    private void quantifier() {
        if (tokens.atAny("ANY", "ALL", "SOME") && tokens.peek(1).is("(")) {
            tokens.take();
        }
    }

    /** {@code IS …}: true if an operand follows. */
    private boolean is() {
        tokens.take();
        tokens.skip("NOT");
        if (tokens.skip("DISTINCT", "FROM")) {
            return true;
        }
        if (tokens.skip("OF")) {
            tokens.skip("TYPE");
            tokens.skipParentheses();
            return operator();
        }
        if (tokens.skip("A", "SET") || Words.STATES.contains(tokens.peek().word())) {
            tokens.skipAny(Words.STATES.toArray(String[]::new));
            tokens.skipAny("OBJECT", "ARRAY", "SCALAR", "VALUE");
            return operator();
        }
        return true;
    }

    /** Skips the name of a type. */
    void type() {
        do {
            tokens.name("a type");
        } while (tokens.skip("."));
        angles();
        while (tokens.at("(") || tokens.at("[")) {
            if (tokens.at("(")) {
                tokens.skipParentheses();
            } else {
                operands.brackets();
            }
        }
        boolean zone = tokens.skip("WITH", "TIME", "ZONE")
                || tokens.skip("WITHOUT", "TIME", "ZONE")
                || tokens.skip("WITH", "LOCAL", "TIME", "ZONE")
                || tokens.skipAny("PRECISION", "VARYING", "UNSIGNED", "SIGNED")
                || (tokens.at("ARRAY") && tokens.skip("ARRAY"));
        if (zone && tokens.at("(")) {
            tokens.skipParentheses();
        }
    }

    /** Skips {@code <…>} behind a type. */
    void angles() {
        if (!tokens.at("<")) {
            return;
        }
        int open = 0;
        do {
            Token token = tokens.take();
            open += token.is("<") ? 1 : token.is(">") ? -1 : token.is(">>") ? -2 : 0;
        } while (open > 0 && !tokens.atEnd());
    }
}
