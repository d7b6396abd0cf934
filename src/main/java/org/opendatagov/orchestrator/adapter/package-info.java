/** Implementations of the ports: PostgreSQL and what comes later. */
@ApplicationModule(
        allowedDependencies = {
            "engine",
            "forecast",
            "openlineage",
            "catalog",
            "dataset",
            "privacy",
            "expert",
            "knowledge",
            "model",
            "spark",
            "workflow",
            "trigger",
            "problem"
        })
@NullMarked
package org.opendatagov.orchestrator.adapter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
