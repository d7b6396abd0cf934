package org.opendatagov.orchestrator.workflow;

/** What can be wrong with a definition or template, as clients see it. */
final class ProblemCode {
    static final String CYCLE = "cycle";
    static final String SELF_DEPENDENCY = "self_dependency";
    static final String UNKNOWN_DEPENDENCY = "unknown_dependency";
    static final String DUPLICATE_ID = "duplicate_id";
    static final String BAD_ID = "bad_id";
    static final String UNKNOWN_EXPERT = "unknown_expert";
    static final String UNKNOWN_ACTION = "unknown_action";
    static final String UNKNOWN_ROUTE = "unknown_route";
    static final String UNKNOWN_WORKFLOW = "unknown_workflow";
    static final String UNKNOWN_INPUT = "unknown_input";
    static final String BAD_REFERENCE = "bad_reference";
    static final String BAD_EXPRESSION = "bad_expression";
    static final String BAD_DURATION = "bad_duration";
    static final String BAD_RETRY = "bad_retry";
    static final String BAD_ON_FAILURE = "bad_on_failure";
    static final String BAD_CONCURRENCY = "bad_concurrency";
    static final String UNKNOWN_MEMBER = "unknown_member";
    static final String MISSING_MEMBER = "missing_member";
    static final String WRONG_TYPE = "wrong_type";
    static final String TOO_MANY_TASKS = "too_many_tasks";
    /** What a template alone can get wrong: a step that is not in the vocabulary. */
    static final String INVALID_WORKFLOW = "invalid_workflow";

    private ProblemCode() {}
}
