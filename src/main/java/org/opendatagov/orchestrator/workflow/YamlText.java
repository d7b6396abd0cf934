package org.opendatagov.orchestrator.workflow;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Values as YAML text in block style, without anchors: a value that is there twice is written twice. */
final class YamlText {
    private YamlText() {}

    static String of(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(value);
    }
}
