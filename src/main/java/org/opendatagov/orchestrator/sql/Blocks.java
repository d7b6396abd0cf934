package org.opendatagov.orchestrator.sql;

import java.util.Set;

/** Tells whether a statement is a block of others. */
final class Blocks {
    private static final Set<String> STEERING = Set.of("IF", "LOOP", "WHILE", "FOR", "REPEAT", "DO");
    private static final Set<String> NO_BLOCK =
            Set.of("TRANSACTION", "TRAN", "WORK", "DEFERRED", "IMMEDIATE", "EXCLUSIVE", "ISOLATION", "READ");

    private Blocks() {}

    static boolean begins(Tokens tokens, Dialect dialect) {
        Token next = tokens.peek(1);
        if (tokens.at("BEGIN")) {
            return next.kind() != Token.Kind.END && !NO_BLOCK.contains(next.word());
        }
        if (tokens.at("DECLARE")) {
            return dialect == Dialect.ORACLE;
        }
        return STEERING.contains(tokens.peek().word());
    }
}
