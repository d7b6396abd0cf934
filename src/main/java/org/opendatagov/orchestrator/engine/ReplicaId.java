package org.opendatagov.orchestrator.engine;

/** The name of this replica in leases, the same after each restart in the same data directory. */
public record ReplicaId(String value) {}
