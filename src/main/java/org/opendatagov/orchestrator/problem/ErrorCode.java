package org.opendatagov.orchestrator.problem;

import java.util.Locale;

/** What went wrong; decides the HTTP status and whether another attempt can help. */
public enum ErrorCode {
    /** The request is not well-formed (JSON, parameters). */
    MALFORMED_REQUEST(400, false),
    /** The secret that guards this operation is missing or wrong. */
    UNAUTHENTICATED(401, false),
    /** A foreign Host or Origin. */
    FORBIDDEN_ORIGIN(403, false),
    /** An id in the path that names nothing. */
    NOT_FOUND(404, false),
    METHOD_NOT_ALLOWED(405, false),
    NOT_ACCEPTABLE(406, false),
    /** The state of things does not allow it: an idempotency key used with another body, a report of an open run. */
    CONFLICT(409, false),
    TOO_LARGE(413, false),
    UNSUPPORTED_MEDIA_TYPE(415, false),
    /** An input or definition that is wrong; its problems say where. */
    INVALID_INPUT(422, false),
    UNKNOWN_WORKFLOW(422, false),
    UNKNOWN_EXPERT(422, false),
    UNKNOWN_ACTION(422, false),
    /** A reference or condition that cannot be evaluated: a member that is missing, values of the wrong type. */
    BAD_REFERENCE(422, false),
    /** A location outside what is allowed, or in a form that is not read. */
    FORBIDDEN_LOCATION(422, false),
    /** A location that holds no file. */
    DATASET_NOT_FOUND(422, false),
    /** A file that cannot be read as what it says it is. */
    UNREADABLE_DATASET(422, false),
    /** The dataset is not the one that the run began with. */
    DATASET_CHANGED(409, false),
    /** A recorded outcome belongs to other inputs than those of the replay. */
    REPLAY_DIVERGED(409, false),
    /** An input that is personal is kept in memory alone, and the process that had it is gone or the run had ended. */
    INPUT_NOT_KEPT(409, false),
    /** The work took longer than its timeout. */
    TIMEOUT(504, true),
    /** A part that is needed is down or busy; it may come back. */
    UNAVAILABLE(503, true),
    /** The database is away; it may come back. An attempt of a task that fails so does not count. */
    STORE_UNAVAILABLE(503, true),
    /** A limit of memory, disk or time of this service was reached. */
    LIMIT_REACHED(503, false),
    /** A defect of ours. */
    INTERNAL(500, false);

    private final int status;
    private final boolean retryable;

    ErrorCode(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** Whether another attempt with the same input can end better. */
    public boolean retryable() {
        return retryable;
    }

    /** The code as clients see it: snake_case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
