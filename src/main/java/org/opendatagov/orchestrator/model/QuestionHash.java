package org.opendatagov.orchestrator.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What says that two questions are equal: all that the model gets, and which model it is, with the settings that its answer depends on. */
final class QuestionHash {
    private QuestionHash() {}

    static String of(ModelCall call, ModelSettings model) {
        MessageDigest digest = sha256();
        List.of(
                        model.provider().name(),
                        model.model(),
                        model.baseUrl(),
                        String.valueOf(model.temperature()),
                        model.reasoningEffort(),
                        String.valueOf(model.thinkingTokens()),
                        String.valueOf(model.maxTokens()),
                        call.system(),
                        call.question(),
                        call.schema(),
                        // By names: the order of a map's members is another one in each process.
                        call.tools().stream().map(ToolSpec::name).toList().toString(),
                        call.turns().toString())
                .forEach(part -> {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    // With its length, so that no two lists of parts are the same bytes.
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
