package org.opendatagov.orchestrator.adapter.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.opendatagov.orchestrator.model.AnswerCache;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.springframework.stereotype.Component;

/** Answers of models in this process, within a bound of characters. */
@Component
class MemoryAnswerCache implements AnswerCache {
    private static final long MOST_CHARACTERS = 32L << 20;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Cache<String, Answered> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String hash, Answered answer) -> answer.text().length() + hash.length())
            .expireAfterWrite(KEPT)
            .build();

    @Override
    public Optional<Answered> find(String hash) {
        return Optional.ofNullable(answers.getIfPresent(hash))
                .map(answer -> new Answered(answer.text(), answer.model(), answer.usage(), true, false));
    }

    @Override
    public void keep(String hash, Answered answer) {
        answers.put(hash, answer);
    }
}
