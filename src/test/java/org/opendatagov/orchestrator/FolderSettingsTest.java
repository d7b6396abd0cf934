package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.experts.compliance.ComplianceSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class FolderSettingsTest {
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ComplianceSettings.class)
    @Import(FolderSettings.class)
    static class Settings {
        @Value("${orchestrator.compliance.rules:rules}")
        Path folder = Path.of("");
    }

    /** The class path has the first two; a run from the command line is no web application either. */
    @ParameterizedTest
    @ValueSource(strings = {"rules", "prompts", "elsewhere", "/tmp/rules"})
    void a_folder_is_one_of_the_file_system_whatever_the_class_path_has(String text) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("orchestrator.compliance.rules=" + text)
                .run(context -> {
                    assertThat(context.getBean(ComplianceSettings.class).rules())
                            .isEqualTo(Path.of(text));
                    assertThat(context.getBean(Settings.class).folder).isEqualTo(Path.of(text));
                });
    }
}
