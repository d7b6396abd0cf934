package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parsers of one statement, which call each other. */
final class Parsers {
    private static final Set<String> BEHIND_QUERY =
            Set.of(")", "UNION", "INTERSECT", "EXCEPT", "MINUS", "ORDER", "LIMIT", "OFFSET", "FETCH");

    private static final int MOST_QUOTED = 3;
    private static final Pattern TAG = Pattern.compile("^\\$\\w*\\$|\\$\\w*\\$$");

    private final Tokens tokens;
    private final Dialect dialect;
    private final ExpressionParser expressions;
    private final FromParser from;
    private final QueryParser queries;
    private final StatementParser statements;
    private final List<SyntaxFault> faults = new ArrayList<>();
    private final int quoted;

    Parsers(Tokens tokens, Dialect dialect) {
        this(tokens, dialect, 0);
    }

    private Parsers(Tokens tokens, Dialect dialect, int quoted) {
        this.quoted = quoted;
        this.tokens = tokens;
        this.dialect = dialect;
        this.expressions = new ExpressionParser(this);
        this.from = new FromParser(this);
        this.queries = new QueryParser(this);
        this.statements = new StatementParser(this);
    }

    /** Parsers for SQL inside of a text literal; nothing is read where such literals stand inside each other too often. */
    Optional<Parsers> inside(String literal) {
        if (quoted == MOST_QUOTED) {
            return Optional.empty();
        }
        String sql = literal.startsWith("$")
                ? TAG.matcher(literal).replaceAll("")
                : literal.substring(1, literal.length() - 1).replace("''", "'").replace("\\'", "'");
        return Optional.of(new Parsers(new Tokens(Lexer.tokens(sql, dialect)), dialect, quoted + 1));
    }

    Tokens tokens() {
        return tokens;
    }

    Dialect dialect() {
        return dialect;
    }

    ExpressionParser expressions() {
        return expressions;
    }

    FromParser from() {
        return from;
    }

    QueryParser queries() {
        return queries;
    }

    StatementParser statements() {
        return statements;
    }

    /** What could not be read inside of a block, the rest of which counts. */
    List<SyntaxFault> faults() {
        return faults;
    }

    /** Whether a query begins so many tokens ahead, also one in parentheses. */
    boolean queryAhead(int ahead) {
        int index = ahead;
        while (tokens.peek(index).is("(")) {
            int close = tokens.closingAhead(index);
            Token after = tokens.peek(close + 1);
            boolean query = after.kind() == Token.Kind.END || BEHIND_QUERY.contains(after.word()) || after.is(")");
            if (close < 0 || index - ahead > Tokens.DEEPEST || !query) {
                return false;
            }
            index++;
        }
        Token first = tokens.peek(index);
        Token second = tokens.peek(index + 1);
        return first.is("SELECT")
                || (first.is("WITH") && second.isName())
                || (first.is("FROM") && (second.isName() || second.is("(")))
                || (first.is("VALUES") && second.is("(") && index == ahead && !calledValues(index))
                || (first.is("TABLE") && second.isName());
    }

    /** MySQL's {@code VALUES(column)} is a function. */
    private boolean calledValues(int index) {
        return dialect == Dialect.MYSQL
                && tokens.peek(index + 2).isName()
                && tokens.peek(index + 3).is(")");
    }
}
