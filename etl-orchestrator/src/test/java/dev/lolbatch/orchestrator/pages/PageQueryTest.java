package dev.lolbatch.orchestrator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PageQueryTest {
    private final PageQuery query = new PageQuery("/champions/Kai'Sa", Map.of("sort", "win_rate", "patch", "16.1"));

    @Test
    void aLinkSaysTheSameInTheSameOrderEachTime() {
        assertThat(query.url()).isEqualTo("/champions/Kai'Sa?patch=16.1&sort=win_rate");
        assertThat(new PageQuery("/", Map.of()).url()).isEqualTo("/");
    }

    @Test
    void oneAnswerIsChangedOrLeftOut() {
        assertThat(query.with("patch", "16.2").url()).isEqualTo("/champions/Kai'Sa?patch=16.2&sort=win_rate");
        assertThat(query.without("sort").at("/positions").url()).isEqualTo("/positions?patch=16.1");
        assertThat(query.without("other")).isEqualTo(query);
    }

    @Test
    void whatPlayersTypeStaysWhereItBelongs() {
        assertThat(new PageQuery("/", Map.of("champion", "a&b=c d/é\"<")).url())
                .isEqualTo("/?champion=a%26b%3Dc%20d%2F%C3%A9%22%3C");
        assertThat(query.value("patch")).isEqualTo("16.1");
        assertThat(query.value("queue")).isEmpty();
    }
}
