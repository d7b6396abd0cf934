package org.opendatagov.orchestrator;

import java.beans.PropertyEditorSupport;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.config.CustomEditorConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Files and folders in settings are the file system's. Without this Spring takes a relative name for one of the class path where that has it too
 * ({@code rules}, {@code routes}), but in a web application: a run from the command line would read other files than the service.
 */
@Configuration(proxyBeanMethods = false)
class FolderSettings {
    @Bean
    static CustomEditorConfigurer pathSettings() {
        CustomEditorConfigurer editors = new CustomEditorConfigurer();
        editors.setCustomEditors(Map.of(Path.class, PathText.class));
        return editors;
    }

    /** Public for Spring, which makes one for each conversion. */
    public static final class PathText extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            setValue(text.isBlank() ? null : Path.of(text.strip()));
        }
    }
}
