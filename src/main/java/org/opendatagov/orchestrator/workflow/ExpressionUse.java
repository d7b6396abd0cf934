package org.opendatagov.orchestrator.workflow;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an expression reads: found by walking its syntax tree, with regard to the variables of comprehensions. */
final class ExpressionUse {
    private static final Set<String> TASK_MEMBERS = Set.of("result", "status");

    final Set<String> tasks = new TreeSet<>();
    final Set<String> inputs = new TreeSet<>();
    final Set<String> problems = new TreeSet<>();
    /** Words that the expression itself holds: messages may name them. */
    final Set<String> words = new HashSet<>();

    boolean item;
    boolean index;

    static ExpressionUse of(CelExpr expression) {
        ExpressionUse use = new ExpressionUse();
        use.walk(expression, Set.of());
        return use;
    }

    /** Of a plain path: a variable, then members. */
    static ExpressionUse ofPath(List<String> names) {
        ExpressionUse use = new ExpressionUse();
        String member = names.get(1);
        switch (names.getFirst()) {
            case "tasks" -> use.task(member, names);
            case "inputs" -> use.inputs.add(member);
            default -> use.item = true;
        }
        return use;
    }

    private void task(String id, List<String> names) {
        tasks.add(id);
        if (names.size() > 2 && !TASK_MEMBERS.contains(names.get(2))) {
            problems.add(noMember(names.get(2)));
        }
    }

    private static String noMember(String member) {
        return "a task has 'result' and 'status', not '" + Shown.text(member) + "'";
    }

    private void walk(CelExpr expression, Set<String> hidden) {
        Optional<String> task = member(expression, "tasks", hidden);
        Optional<String> input = member(expression, "inputs", hidden);
        if (task.isPresent()) {
            tasks.add(task.get());
        } else if (input.isPresent()) {
            inputs.add(input.get());
            words.add(input.get());
        } else {
            checkTaskMember(expression, hidden);
            walkParts(expression, hidden);
        }
    }

    /** The name in {@code variable.name} or {@code variable['name']}. */
    private static Optional<String> member(CelExpr expression, String variable, Set<String> hidden) {
        if (hidden.contains(variable)) {
            return Optional.empty();
        }
        if (expression.getKind() == Kind.SELECT && isIdent(expression.select().operand(), variable)) {
            return Optional.of(expression.select().field());
        }
        return expression.getKind() == Kind.CALL ? indexed(expression.call(), variable) : Optional.empty();
    }

    private static Optional<String> indexed(CelExpr.CelCall call, String variable) {
        List<CelExpr> arguments = call.args();
        boolean named = call.function().equals("_[_]")
                && arguments.size() == 2
                && isIdent(arguments.getFirst(), variable)
                && arguments.getLast().getKind() == Kind.CONSTANT
                && arguments.getLast().constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return named ? Optional.of(arguments.getLast().constant().stringValue()) : Optional.empty();
    }

    private static boolean isIdent(CelExpr expression, String name) {
        return expression.getKind() == Kind.IDENT && expression.ident().name().equals(name);
    }

    private void checkTaskMember(CelExpr expression, Set<String> hidden) {
        if (expression.getKind() == Kind.SELECT
                && member(expression.select().operand(), "tasks", hidden).isPresent()
                && !TASK_MEMBERS.contains(expression.select().field())) {
            problems.add(noMember(expression.select().field()));
        }
    }

    private void walkParts(CelExpr expression, Set<String> hidden) {
        switch (expression.getKind()) {
            case IDENT -> ident(expression.ident().name(), hidden);
            case SELECT -> {
                words.add(expression.select().field());
                walk(expression.select().operand(), hidden);
            }
            case CALL -> {
                expression.call().target().ifPresent(target -> walk(target, hidden));
                expression.call().args().forEach(argument -> walk(argument, hidden));
            }
            case LIST -> expression.list().elements().forEach(element -> walk(element, hidden));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    walk(entry.key(), hidden);
                    walk(entry.value(), hidden);
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> walk(entry.value(), hidden));
            case COMPREHENSION -> comprehension(expression.comprehension(), hidden);
            case CONSTANT -> {
                if (expression.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                    words.add(expression.constant().stringValue());
                }
            }
            case NOT_SET -> {}
        }
    }

    private void ident(String name, Set<String> hidden) {
        if (hidden.contains(name)) {
            return;
        }
        item |= name.equals("item");
        index |= name.equals("index");
        if (name.equals("tasks")) {
            problems.add("a task is named where it is used: tasks.<id>.result or tasks.<id>.status");
        }
    }

    private void comprehension(CelComprehension comprehension, Set<String> hidden) {
        walk(comprehension.iterRange(), hidden);
        walk(comprehension.accuInit(), hidden);
        Set<String> inner = new HashSet<>(hidden);
        inner.add(comprehension.iterVar());
        inner.add(comprehension.iterVar2());
        inner.add(comprehension.accuVar());
        walk(comprehension.loopCondition(), inner);
        walk(comprehension.loopStep(), inner);
        walk(comprehension.result(), inner);
    }
}
