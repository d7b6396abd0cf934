package org.opendatagov.orchestrator.adapter.postgres;

import java.nio.file.Path;

/** A living service holds the data directory. */
final class DataDirectoryInUseException extends RuntimeException {
    DataDirectoryInUseException(Path folder) {
        super("The data directory '" + folder + "' is in use by another running service.");
    }
}
