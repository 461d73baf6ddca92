package datong.review;

import static org.assertj.core.api.Assertions.assertThat;

import datong.review.PolicyChanges.Approved;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentQuestionsTest {
    @TempDir
    Path folder;
    private Review review;

    @BeforeEach
    void open() throws IOException {
        review = new Review(folder, Approved.NONE);
    }

    @AfterEach
    void close() {
        review.close();
    }

    private RecentQuestions kept(long events, int kinds) {
        return new RecentQuestions(review.log.reader(), new RecentQuestions.Settings(Duration.ofDays(30), events, kinds), Clock.systemUTC());
    }

    @Test
    void equalQuestionsOfTheDaysCountTogetherAndOlderOnesNot() {
        review.asked(40, 7);
        review.asked(3, 100);
        review.asked(3, 50);
        RecentQuestions.Known known = kept(1_000, 1_000).known();
        assertThat(known.questions().values()).containsExactly(new PastQuestion.Asked(2, 150, 75));
        assertThat(known.whole()).isTrue();
    }

    @Test
    void whatIsAskedLaterIsKnownLater() {
        RecentQuestions recent = kept(1_000, 1_000);
        assertThat(recent.known().questions()).isEmpty();
        review.asked(0, 10);
        assertThat(recent.known().questions()).hasSize(1);
    }

    @Test
    void aLogTooLongIsReadFromItsNewestEventsAndThatIsSaid() {
        review.asked(9, 1);
        review.asked(2, 2);
        RecentQuestions.Known known = kept(1, 1_000).known();
        assertThat(known.questions().values()).containsExactly(new PastQuestion.Asked(1, 2, 1));
        assertThat(known.whole()).isFalse();
    }

    @Test
    void tooManyKindsGiveUpTheOldestDayAndThatIsSaid() {
        review.asked(9, 1);
        review.asked(2, 2);
        RecentQuestions.Known known = kept(1_000, 1).known();
        assertThat(known.questions().values()).containsExactly(new PastQuestion.Asked(1, 2, 1));
        assertThat(known.whole()).isFalse();
    }
}
