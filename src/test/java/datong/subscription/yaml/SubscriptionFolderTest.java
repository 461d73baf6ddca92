package datong.subscription.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.PolicyProblem;
import datong.subscription.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionFolderTest {
    private static final String GOOD = "subscriber: market-system\ndataset: hotline-12345\npurpose: SERVICE.REQUEST\nitems: [status, title]\nsince: start\nwebhook: { url: 'https://receiver.example/hook', secret: 2 }\n";
    @TempDir
    private Path folder;

    @Test
    void aSubscriptionSaysWhoIsToldWhatAndWhere() throws IOException {
        SubscriptionFolder subscriptions = folder(GOOD);
        assertThat(subscriptions.refresh()).isEmpty();
        Subscription one = subscriptions.find("market").orElseThrow();
        assertThat(one.target()).isEqualTo(new Subscription.Target.Webhook(URI.create("https://receiver.example/hook"), 2));
        assertThat(one.fromStart()).isTrue();
        assertThat(one.items()).hasSize(2);
        assertThat(one.limit()).isEqualTo(200);
        assertThat(one.patience()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void aFileThatIsNotUnderstoodIsRefusedWithItsLineAndTheLastGoodOneStays() throws IOException {
        SubscriptionFolder subscriptions = folder(GOOD);
        subscriptions.refresh();
        for (List<String> wrong : List.of(List.of("https://receiver", "http://receiver", "TLS"), List.of("start", "yesterday", "no beginning"), List.of("purpose", "porpose", "did you mean"),
                List.of("items: [status, title]", "limit: 5000", "1000 at most"), List.of("hotline-12345", "HOTLINE!", "dataset"))) {
            folder(GOOD.replace(wrong.get(0), wrong.get(1)));
            assertThat(subscriptions.refresh()).singleElement().extracting(PolicyProblem::toString).asString().contains("subscriptions/market.subscription.yaml:").contains(wrong.get(2));
            assertThat(subscriptions.all()).hasSize(1);
        }
        Files.delete(folder.resolve("market.subscription.yaml"));
        subscriptions.refresh();
        assertThat(subscriptions.all()).isEmpty();
    }

    @Test
    void changesGoToOnePlaceAWebhookOrATopic() throws IOException {
        String kafka = GOOD.replaceAll("webhook: .*", "kafka: { brokers: 'one.example:9092,two.example:9092', topic: market, key: record }");
        SubscriptionFolder subscriptions = folder(kafka);
        assertThat(subscriptions.refresh()).isEmpty();
        assertThat(subscriptions.find("market").orElseThrow().target()).isEqualTo(new Subscription.Target.Kafka("one.example:9092,two.example:9092", "market", Optional.empty(), true));
        for (String wrong : List.of(GOOD + kafka.substring(kafka.indexOf("kafka")), kafka.replace("topic: market", "topic: 'mar ket'"), kafka.replace("one.example:9092", "one.example"),
                kafka.replace("one.example:9092", String.join(",", java.util.Collections.nCopies(50_000, "one.example:9092"))),
                kafka.replace("record", "clear"))) {
            folder(wrong);
            assertThat(subscriptions.refresh()).as(wrong.substring(0, Math.min(500, wrong.length()))).hasSize(1);
        }
    }

    @Test
    void theExampleIsGood() throws IOException {
        SubscriptionFolder subscriptions = folder(Files.readString(Path.of("policies/subscriptions/market-hotline.subscription.yaml.example")));
        assertThat(subscriptions.refresh()).isEmpty();
        assertThat(subscriptions.all()).hasSize(1);
    }

    private SubscriptionFolder folder(String text) throws IOException {
        Files.writeString(folder.resolve("market.subscription.yaml"), text);
        return new SubscriptionFolder(folder);
    }
}
