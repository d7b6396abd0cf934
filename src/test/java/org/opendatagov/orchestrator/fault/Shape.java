package org.opendatagov.orchestrator.fault;

import java.util.List;

/** Shapes of the runs that are put to the test; each with what it must come to. */
enum Shape {
    CHAIN(4, 4, "succeeded", """
            {"tasks": [%s, %s, %s, %s]}""".formatted(
                    task("first", 100, ""),
                    task("second", 100, "\"depends_on\": [\"first\"]"),
                    task("beside", 250, "\"depends_on\": [\"first\"]"),
                    task("third", 50, "\"depends_on\": [\"second\", \"beside\"]"))),
    FAN_OUT(8, 7, "succeeded", """
            {"tasks": [{"id": "each", "expert": "CountingExpert", "action": "count", "for_each": "${inputs.items}",
                        "inputs": {"millis": 150, "label": "${item}"}}, %s]}""".formatted(task("sum", 50, "\"depends_on\": [\"each\"]"))),
    NESTED(3, 2, "succeeded", """
            {"tasks": [%s, {"id": "inner", "uses": "workflow:inner", "depends_on": ["before"], "inputs": {"millis": 200}}, %s]}""".formatted(task("before", 50, ""), task("after", 50, "\"depends_on\": [\"inner\"]"))),
    APPROVED(3, 2, "succeeded", """
            {"tasks": [%s, {"id": "sign", "uses": "approval", "depends_on": ["draft"]}, %s]}""".formatted(
                    task("draft", 100, ""), task("publish", 100, "\"depends_on\": [\"sign\"]"))),
    RETRIED(3, 3, "succeeded", """
            {"tasks": [%s, %s, %s]}""".formatted(
                    failing("flaky", "200ms", ""),
                    failing("late", "3s", ""),
                    task("after", 50, "\"depends_on\": [\"flaky\", \"late\"]"))),
    LONG(3, 3, "succeeded", """
            {"tasks": [%s, %s, %s]}""".formatted(
                    task("before", 50, ""),
                    task("long", 4000, "\"depends_on\": [\"before\"]"),
                    task("after", 50, "\"depends_on\": [\"long\"]"))),
    PAUSED(3, 3, "succeeded", """
            {"tasks": [%s, %s, %s]}""".formatted(
                    task("before", 1500, ""),
                    task("middle", 1500, "\"depends_on\": [\"before\"]"),
                    task("after", 50, "\"depends_on\": [\"middle\"]"))),
    CANCELLED(0, 1, "cancelled", """
            {"tasks": [%s, %s]}""".formatted(
                    task("endless", 900_000, ""), task("never", 50, "\"depends_on\": [\"endless\"]")));

    /** A workflow that {@link #NESTED} uses; its two tasks are performed once each too. */
    static final String INNER = """
            - route:
                id: inner
                description: Two tasks of another workflow
                from:
                  uri: direct:inner
                  steps:
                    - to:
                        uri: kamelet:expert-task-action
                        parameters: { task: one, expert: CountingExpert, action: count }
                    - to:
                        uri: kamelet:expert-task-action
                        parameters: { task: two, expert: CountingExpert, action: count }
            """;

    private static final List<Shape> ALL = List.of(values());

    private final int outcomes;
    private final int performed;
    private final String status;
    private final String definition;

    /**
     * @param outcomes recorded of its own
     * @param performed tasks of its own that the expert performs
     */
    Shape(int outcomes, int performed, String status, String definition) {
        this.outcomes = outcomes;
        this.performed = performed;
        this.status = status;
        this.definition = definition;
    }

    private static String task(String id, int millis, String members) {
        return """
                {"id": "%s", "expert": "CountingExpert", "action": "count", "inputs": {"millis": %d}%s}""".formatted(id, millis, members.isEmpty() ? "" : ", " + members);
    }

    private static String failing(String id, String backoff, String members) {
        return """
                {"id": "%s", "expert": "CountingExpert", "action": "count", "inputs": {"millis": 50, "fails_first": true},
                 "retry": {"max_attempts": 4, "backoff": "%s"}%s}""".formatted(id, backoff, members);
    }

    /** One after the other, round and round. */
    static Shape of(int number) {
        return ALL.get(number % ALL.size());
    }

    int outcomes() {
        return outcomes;
    }

    int performed() {
        return performed;
    }

    String status() {
        return status;
    }

    String request() {
        return """
                {"definition": %s, "inputs": {"items": ["a", "b", "c", "d", "e", "f"]}, "labels": {"shape": "%s"}}""".formatted(
                        definition.replaceFirst("\\{", "{\"workflow_id\": \"fault_test\", "),
                        name().toLowerCase(java.util.Locale.ROOT));
    }
}
