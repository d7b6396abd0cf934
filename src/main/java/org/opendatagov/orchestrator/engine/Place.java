package org.opendatagov.orchestrator.engine;

/**
 * What one outcome belongs to.
 *
 * @param key inside a fan-out, split or loop; empty elsewhere
 */
record Place(String task, String key) {
    static Place of(String task) {
        return new Place(task, "");
    }

    static Place of(JournalEntry entry) {
        return new Place(entry.task(), entry.key());
    }

    @Override
    public String toString() {
        return key.isEmpty() ? task : task + "[" + key + "]";
    }
}
