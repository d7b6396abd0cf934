package org.opendatagov.orchestrator.workflow;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;

/** A list, possibly with repetitions, that passes for a set where a set is made of it. */
final class Listed extends AbstractSet<String> {
    private final List<String> list;

    Listed(List<String> list) {
        this.list = list;
    }

    @Override
    public Iterator<String> iterator() {
        return list.iterator();
    }

    @Override
    public int size() {
        return list.size();
    }
}
