package org.opendatagov.orchestrator.api;

/** Where in a request something is wrong, beside its body: a member of the body is named by a JSON Pointer of its own. */
final class RequestPlace {
    private RequestPlace() {}

    /** A parameter of the query. */
    static String query(String name) {
        return "/query" + Texts.pointer(name);
    }

    /** A parameter of the path, as the contract names it. */
    static String path(String name) {
        return "/path" + Texts.pointer(name);
    }

    static String header(String name) {
        return "/header" + Texts.pointer(name);
    }
}
