/** The contract-first REST API. */
@ApplicationModule(
        allowedDependencies = {
            "engine",
            "model",
            "forecast",
            "expert",
            "knowledge",
            "dataset",
            "catalog",
            "openlineage",
            "report",
            "workflow",
            "route",
            "trigger",
            "problem"
        })
@NullMarked
package org.opendatagov.orchestrator.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
