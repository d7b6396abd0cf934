package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.dataset.Fingerprints.FileState;

/**
 * A dataset with its files on this machine.
 *
 * @param states as the files were when it was opened
 */
record LocatedFiles(Dataset dataset, List<Path> files, List<FileState> states) {
    static List<FileState> states(List<Path> files) throws IOException {
        List<FileState> states = new ArrayList<>();
        for (Path file : files) {
            states.add(FileState.of(file));
        }
        return List.copyOf(states);
    }

    boolean unchanged() {
        try {
            return states.equals(states(files));
        } catch (IOException e) {
            return false;
        }
    }
}
