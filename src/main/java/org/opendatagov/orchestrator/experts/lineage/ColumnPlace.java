package org.opendatagov.orchestrator.experts.lineage;

/** A column of a dataset; an empty column is the dataset as a whole, where nobody knows which of its columns. */
record ColumnPlace(String dataset, String column) implements Comparable<ColumnPlace> {
    static ColumnPlace whole(String dataset) {
        return new ColumnPlace(dataset, "");
    }

    boolean isWhole() {
        return column.isEmpty();
    }

    @Override
    public int compareTo(ColumnPlace other) {
        int order = dataset.compareTo(other.dataset);
        return order == 0 ? column.compareTo(other.column) : order;
    }
}
