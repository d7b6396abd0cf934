package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.From.Join;
import org.opendatagov.orchestrator.sql.From.JoinKind;

/** Reads what stands behind FROM: tables, joins, subqueries, functions. */
final class FromParser {
    private static final Set<String> BEFORE_JOIN = Set.of(
            "NATURAL",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "OUTER",
            "CROSS",
            "ANTI",
            "SEMI",
            "ASOF",
            "POSITIONAL",
            "GLOBAL",
            "ANY",
            "ALL",
            "HASH",
            "LOOP",
            "MERGE",
            "BROADCAST");

    private final Parsers parsers;
    private final Tokens tokens;
    private final FactorParser factors;

    FromParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.factors = new FactorParser(parsers, this);
    }

    List<From> list() {
        List<From> list = new ArrayList<>();
        do {
            if (!list.isEmpty() && (tokens.atEnd() || tokens.atAny("WHERE", "GROUP", ")"))) {
                break;
            }
            list.add(joined());
        } while (tokens.skip(","));
        return list;
    }

    From joined() {
        tokens.enter();
        From first = factors.factor();
        tokens.leave();
        return joined(first);
    }

    /** With what is joined to a member already read. */
    From joined(From first) {
        tokens.enter();
        From left = first;
        Optional<From> next = Optional.of(left);
        while (next.isPresent()) {
            left = next.get();
            next = more(left);
        }
        tokens.leave();
        return left;
    }

    /** What is joined to it next, if anything. */
    private Optional<From> more(From left) {
        if (tokens.at("LATERAL", "VIEW")) {
            return Optional.of(join(left, factors.lateralView(), JoinKind.INNER, false));
        }
        if (tokens.skip("CROSS", "APPLY") || tokens.skip("OUTER", "APPLY")) {
            return Optional.of(join(left, factors.factor(), JoinKind.INNER, false));
        }
        if (tokens.skip("STRAIGHT_JOIN")) {
            return Optional.of(join(left, factors.factor(), JoinKind.INNER, false));
        }
        if (tokens.at("ON")
                && !tokens.peek(1).is("DUPLICATE")
                && !tokens.peek(1).is("CONFLICT")) {
            tokens.take();
            return Optional.of(new Join(left, factors.nothing(), JoinKind.ONLY_LEFT, condition(), List.of(), false));
        }
        int words = 0;
        while (BEFORE_JOIN.contains(tokens.peek(words).word())) {
            words++;
        }
        if (!tokens.peek(words).is("JOIN")) {
            return Optional.empty();
        }
        return Optional.of(join(left, words));
    }

    private From join(From left, int words) {
        Set<String> kinds = new java.util.HashSet<>();
        for (int index = 0; index < words; index++) {
            kinds.add(tokens.take().word());
        }
        tokens.expect("JOIN");
        boolean only = kinds.contains("SEMI") || kinds.contains("ANTI");
        JoinKind kind = JoinKind.INNER;
        if (only) {
            kind = kinds.contains("RIGHT") ? JoinKind.ONLY_RIGHT : JoinKind.ONLY_LEFT;
        } else if (kinds.contains("FULL")) {
            kind = JoinKind.FULL;
        } else if (kinds.contains("RIGHT")) {
            kind = JoinKind.RIGHT;
        } else if (kinds.contains("LEFT")) {
            kind = JoinKind.LEFT;
        }
        return join(left, factors.factor(), kind, kinds.contains("NATURAL"));
    }

    private From join(From left, From right, JoinKind kind, boolean natural) {
        if (tokens.skip("MATCH_CONDITION")) {
            tokens.skipParentheses();
        }
        List<Expression> conditions = new ArrayList<>();
        List<Identifier> using = List.of();
        if (tokens.skip("ON")) {
            conditions.addAll(condition());
        } else if (tokens.at("USING", "(")) {
            tokens.take();
            using = parsers.queries().columns();
            if (tokens.at("AS") && tokens.peek(1).isName()) {
                tokens.take();
                tokens.take();
            }
        }
        return new Join(left, right, kind, conditions, using, natural);
    }

    private List<Expression> condition() {
        return List.of(parsers.expressions().expression());
    }

    /** A table's name; parts that were quoted together are told apart where the dialect does so. */
    TableName tableName() {
        return factors.names().tableName();
    }

    FactorParser factors() {
        return factors;
    }
}
