package datong.subscription;

import datong.ledger.EntryId;
import datong.query.ChangeAnswer;
import datong.schema.DatasetCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Subscriptions and pages for tests. */
public final class TestDeliveries {
    private TestDeliveries() {}

    public static Subscription subscription(String name, URI url, int secret) {
        return new Subscription(name, "policies/subscriptions/" + name + ".subscription.yaml", "market-system", new DatasetCode("hotline-12345"), "SERVICE.REQUEST", Optional.empty(), List.of(), true,
                100, Duration.ofDays(3), new Subscription.Target.Webhook(url, secret));
    }

    /** Removals only: nothing outside the protector's room makes a protected row. */
    public static ChangeAnswer.Page page(String permission, int from, int changes, boolean more) {
        List<ChangeAnswer.Change> told = IntStream.range(from, from + changes).mapToObj(number -> new ChangeAnswer.Change("cursor-" + number, new EntryId("01JAAAAAAAAAAAAAAAAA%06d".formatted(number)),
                Optional.empty())).toList();
        return new ChangeAnswer.Page(List.of(), told, "cursor-" + (from + changes - 1), more, Map.of("status", "reveal"), "rule", "v1", permission, OptionalLong.of(7));
    }
}
