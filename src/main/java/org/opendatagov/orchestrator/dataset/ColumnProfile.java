package org.opendatagov.orchestrator.dataset;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/**
 * What is known of a column after every value was looked at.
 *
 * @param name the label as it stands in the file
 * @param position from 0
 * @param physicalType DuckDB's type
 * @param logicalType {@code integer, decimal, boolean, date, timestamp, time, uuid, email, url, ip_address, json, enum, identifier,
 *     text, nested, empty}
 * @param logicalFormat of dates and timestamps kept as text (strptime), else empty
 * @param logicalShare share of non-null values that fit the logical type, 0..1
 * @param nullable as the file declares
 * @param distinct number of distinct non-null values
 * @param distinctApproximate whether that is an estimate
 * @param singletons number of values that occur once, or empty where it was not counted
 * @param minimum as text; empty where there is none, for personal columns, and for those that may be (prose, a label that speaks of persons); same
 *     for maximum
 * @param topValues most frequent first, ties by value; masked shapes for personal columns, none for those that may be
 */
public record ColumnProfile(
        String name,
        int position,
        String physicalType,
        String logicalType,
        String logicalFormat,
        double logicalShare,
        boolean nullable,
        long nulls,
        long distinct,
        boolean distinctApproximate,
        Optional<Long> singletons,
        Optional<String> minimum,
        Optional<String> maximum,
        Optional<NumberStatistics> numbers,
        Optional<TextStatistics> text,
        List<TopValue> topValues,
        ColumnVerdict privacy) {
    public ColumnProfile {
        topValues = List.copyOf(topValues);
    }
}
