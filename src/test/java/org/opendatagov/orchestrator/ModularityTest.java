package org.opendatagov.orchestrator;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void packages_import_what_their_package_info_allows_and_nothing_goes_in_circles() {
        ApplicationModules.of(OrchestratorApplication.class).verify();
    }
}
