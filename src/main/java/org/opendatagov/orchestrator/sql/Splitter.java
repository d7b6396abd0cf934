package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a script's tokens into statements: at semicolons outside of blocks, and at GO and / where the dialect has them. */
final class Splitter {
    private static final Set<String> ROUTINES = Set.of("FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "PACKAGE");
    private static final Set<String> TRANSACTION =
            Set.of("TRANSACTION", "TRAN", "WORK", "DEFERRED", "IMMEDIATE", "EXCLUSIVE");
    private static final Set<String> STEERING = Set.of("IF", "LOOP", "WHILE", "FOR", "REPEAT");
    private static final Set<String> BEFORE_INNER = Set.of("BEGIN", "THEN", "ELSE", "LOOP", "DO");

    private final List<Token> tokens;
    private final Dialect dialect;
    private final List<List<Token>> statements = new ArrayList<>();
    private int start;
    private int depth;
    private boolean routine;
    /** Oracle declares variables of a routine before its BEGIN. */
    private boolean declares;

    private Splitter(List<Token> tokens, Dialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    static List<List<Token>> statements(List<Token> tokens, Dialect dialect) {
        Splitter splitter = new Splitter(tokens, dialect);
        for (int index = 0; index < tokens.size(); index++) {
            splitter.next(index);
        }
        splitter.cut(tokens.size());
        return splitter.statements;
    }

    private void next(int index) {
        Token token = tokens.get(index);
        if (token.is(";") && depth == 0 && !declares) {
            cut(index);
        } else if (token.is("GO") && dialect == Dialect.TSQL && statementAlone(index)) {
            cut(index);
        } else if (token.is("/")
                && dialect == Dialect.ORACLE
                && index > 0
                && tokens.get(index - 1).is(";")) {
            cut(index);
        } else if (token.kind() == Token.Kind.WORD) {
            word(index, token);
        }
    }

    /** GO is a name unless something else is expected: it is taken between statements only. */
    private boolean statementAlone(int index) {
        boolean after = index + 1 == tokens.size()
                || Words.STARTERS.contains(tokens.get(index + 1).word())
                || Words.WITHOUT_LINEAGE.contains(tokens.get(index + 1).word());
        return after
                && (index == 0
                        || (!tokens.get(index - 1).is("AS")
                                && !tokens.get(index - 1).is(".")));
    }

    private void word(int index, Token token) {
        boolean first = index == start;
        if (index - start < 8 && tokens.get(start).is("CREATE") && ROUTINES.contains(token.word())) {
            routine = true;
        }
        boolean block = first || routine || depth > 0;
        if (block && (token.is("IS") || token.is("AS")) && routine && dialect == Dialect.ORACLE) {
            declares = true;
        }
        if (token.is("DECLARE") && first && dialect == Dialect.ORACLE) {
            declares = true;
        }
        if (token.is("BEGIN") && (block || declares) && !transaction(index)) {
            declares = false;
            depth++;
        } else if (depth > 0 && token.is("CASE") && !ends(index)) {
            depth++;
        } else if (steers(index, token, first)) {
            depth++;
        } else if (token.is("END") && depth > 0) {
            depth--;
        }
    }

    private boolean transaction(int index) {
        return index + 1 == tokens.size()
                || tokens.get(index + 1).is(";")
                || TRANSACTION.contains(tokens.get(index + 1).word());
    }

    private boolean ends(int index) {
        return index > 0 && tokens.get(index - 1).is("END");
    }

    /** IF, LOOP and the like where a statement may begin; T-SQL's have no END of their own. */
    private boolean steers(int index, Token token, boolean first) {
        if (!STEERING.contains(token.word()) || dialect == Dialect.TSQL || ends(index)) {
            return false;
        }
        if (first) {
            return true;
        }
        Token before = tokens.get(index - 1);
        boolean inner = before.is(";") || BEFORE_INNER.contains(before.word());
        boolean exists = token.is("IF")
                && index + 1 < tokens.size()
                && tokens.get(index + 1).is("EXISTS");
        return depth > 0 && inner && !exists;
    }

    private void cut(int end) {
        if (end > start) {
            statements.add(tokens.subList(start, end));
        }
        start = end + 1;
        depth = 0;
        routine = false;
        declares = false;
    }
}
