package org.opendatagov.orchestrator.catalog;

import java.util.Map;

/** Where declarations that files state are kept (port), together with those that people send. */
public interface StatedDeclarations {
    /**
     * Takes what a file states for a location, whether a dataset was seen there or not. Of two changes of a member the
     * newer one is in force: a statement counts as a change when it is new or says something else than when a file was
     * last read, so what people sent since stays until a file is edited. What a file no longer states stays as it is;
     * null removes.
     *
     * @param statements checked members, by name
     */
    void state(String location, Map<String, Object> statements);
}
