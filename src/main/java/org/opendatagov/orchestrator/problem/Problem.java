package org.opendatagov.orchestrator.problem;

import java.util.Objects;

/**
 * One thing that is wrong, with its place.
 *
 * @param code what kind of problem, in snake_case, stable for clients
 * @param path where, as a JSON Pointer into the request or definition; empty for the whole
 * @param message what failed, what was expected and what to do; never holds personal data, secrets or paths of the machine
 */
public record Problem(String code, String path, String message) {
    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }
}
