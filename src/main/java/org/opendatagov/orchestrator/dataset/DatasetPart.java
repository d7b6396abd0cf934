package org.opendatagov.orchestrator.dataset;

import java.util.Optional;

/**
 * A file of a dataset.
 *
 * @param name its name, or its number where the name says something personal
 * @param partition Hive's {@code key=value} folders that it lies in, joined by slashes, personal values as their shape; empty where there are none
 * @param bytes as it lies
 * @param rows empty where it is not known without reading it apart (NDJSON of several files)
 */
public record DatasetPart(String name, String partition, long bytes, Optional<Long> rows) {}
