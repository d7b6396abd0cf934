package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Relation.Output;

/** The names that expressions of one query may use; grows while the query is read. */
final class Scope {
    private final Optional<Scope> outer;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, List<Member>> called = new HashMap<>();
    private final Map<String, Sources> joined = new LinkedHashMap<>();
    private final Map<String, Sources> aliases = new HashMap<>();
    private final Map<String, Expression> windows = new HashMap<>();
    private final Set<String> parameters = new HashSet<>();
    private boolean anyQualifier;

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /**
     * One member of FROM.
     *
     * @param path its alias, or its name's parts
     * @param visible whether {@code *} and names without qualifier see it
     */
    record Member(List<String> path, Relation relation, boolean visible) {
        /** {@code t} and {@code s.t} both name {@code s.t}. */
        boolean called(List<String> qualifier) {
            int offset = path.size() - qualifier.size();
            return offset >= 0 && path.subList(offset, path.size()).equals(qualifier);
        }
    }

    Optional<Scope> outer() {
        return outer;
    }

    void add(Member member) {
        members.add(member);
        index(member);
    }

    /** Before all others. */
    void addFirst(Member member) {
        members.addFirst(member);
        index(member);
    }

    private void index(Member member) {
        if (!member.path().isEmpty()) {
            called.computeIfAbsent(member.path().getLast(), ignored -> new ArrayList<>())
                    .add(member);
        }
    }

    /** From now on only a qualifier finds it. */
    void hide(int index) {
        Member member = members.get(index);
        members.set(index, new Member(member.path(), member.relation(), false));
    }

    List<Member> members() {
        return members;
    }

    /** Columns that USING or NATURAL made one of several. */
    Map<String, Sources> joined() {
        return joined;
    }

    /** What the select list calls its values. */
    void alias(Output output) {
        aliases.put(output.name(), output.sources());
    }

    Optional<Sources> aliased(String name) {
        return Optional.ofNullable(aliases.get(name));
    }

    Map<String, Expression> windows() {
        return windows;
    }

    Set<String> parameters() {
        return parameters;
    }

    Optional<Member> member(List<String> qualifier) {
        return called.getOrDefault(qualifier.getLast(), List.of()).stream()
                .filter(member -> member.called(qualifier))
                .findFirst();
    }

    /** A pattern's variables qualify columns, too. */
    void acceptAnyQualifier() {
        anyQualifier = true;
    }

    boolean acceptsAnyQualifier() {
        return anyQualifier;
    }
}
