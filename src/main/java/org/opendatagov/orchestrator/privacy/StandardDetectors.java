package org.opendatagov.orchestrator.privacy;

import org.springframework.stereotype.Component;

/** The detectors of this package. */
@Component
public final class StandardDetectors implements Detectors {
    @Override
    public ColumnScan scan(String column, String physicalType) {
        return new ValueScan(column, physicalType);
    }
}
