package org.opendatagov.orchestrator.model;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which models there are and which expert asks which.
 *
 * @param models by our name
 * @param expertModels by the expert's name, the primary model and then its fallbacks; an expert without an entry asks none
 */
@Validated
@ConfigurationProperties("orchestrator")
public record ModelsSettings(
        @DefaultValue Map<String, @Valid ModelSettings> models,
        @DefaultValue Map<String, List<String>> expertModels) {
    public ModelsSettings {
        models = Map.copyOf(models);
        expertModels = Map.copyOf(expertModels);
        for (Map.Entry<String, List<String>> chain : expertModels.entrySet()) {
            for (String name : chain.getValue()) {
                if (!models.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "orchestrator.expert-models.%s names the model '%s', which orchestrator.models does not have"
                                    .formatted(chain.getKey(), name));
                }
            }
        }
    }

    /** The models that an expert may ask, in order; those that are not configured are left out. */
    List<String> chain(String expert) {
        return expertModels.getOrDefault(expert, List.of()).stream()
                .filter(name -> model(name).configured())
                .toList();
    }

    ModelSettings model(String name) {
        ModelSettings found = models.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no model '" + name + "'");
        }
        return found;
    }
}
