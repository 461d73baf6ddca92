package datong.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The exits of the hub, each with an example that a grant is answered by. */
final class Exits {
    private Exits() {}

    /**
     * @param host of the hub, without port; @param system that asks
     * @param items that the policies show it, in whatever way
     */
    record Grant(String hub, String host, String system, String dataset, String purpose, List<String> items) {
        private String some(String between) {
            return String.join(between, items.subList(0, Math.min(3, items.size())));
        }

        private String records() {
            return hub + "/api/v1/datasets/" + dataset;
        }

        private String curl(String options, String rest) {
            return "curl -s " + options + "-H \"Authorization: Bearer $TOKEN\" \"" + records() + rest + "purpose=" + purpose + "&select=" + some(",") + "\"";
        }
    }

    /** @param name of the messages {@code connect.…}; @param example empty: shut, as the messages say */
    record Exit(String name, String example) {
        public boolean open() {
            return !example.isEmpty();
        }
    }

    /** @param sqlPort empty: the door is shut; @param open311 whether the dataset is what the public is told of */
    static List<Exit> of(Grant grant, OptionalInt sqlPort, boolean open311) {
        List<Exit> exits = new ArrayList<>();
        exits.add(new Exit("token", "TOKEN=$(curl -s -u \"" + grant.system() + ":$SECRET\" -d grant_type=client_credentials -d scope=records " + grant.hub() + "/oauth2/token | jq -r .access_token)"));
        exits.add(new Exit("records", grant.curl("", "/records?limit=100&")));
        exits.add(new Exit("bulk", grant.curl("-o " + grant.dataset() + ".parquet ", "/bulk?format=parquet&")));
        exits.add(new Exit("changes", grant.curl("-N -H 'Accept: text/event-stream' ", "/changes?since=start&")));
        exits.add(new Exit("webhook", subscription(grant) + "webhook: { url: 'https://receiver.example/hooks/datong', secret: 1 }"));
        exits.add(new Exit("kafka", subscription(grant) + "kafka: { brokers: 'broker.example:9092', topic: datong." + grant.system() + "." + grant.dataset() + " }"));
        exits.add(new Exit("sql", sqlPort.isEmpty() ? "" : "jdbc:arrow-flight-sql://" + grant.host() + ":" + sqlPort.getAsInt() + "/?useEncryption=true&token=$TOKEN&purpose=" + grant.purpose() + "\n\nSELECT id, "
                + grant.some(", ") + " FROM " + grant.dataset().replace('-', '_') + " LIMIT 100"));
        exits.add(new Exit("java", """
                ApiClient api = new ApiClient();
                api.updateBaseUri("%s");
                api.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
                RecordPage page = new RecordsApi(api).getDatasetsRecords("%s", "%s", "%s", null, null, 100, null, null, null);""".formatted(grant.hub(), grant.dataset(), grant.purpose(), grant.some(","))));
        exits.add(new Exit("python", """
                import datong_client
                api = datong_client.ApiClient(datong_client.Configuration(host="%s"))
                api.set_default_header("Authorization", "Bearer " + token)
                page = datong_client.RecordsApi(api).get_datasets_records("%s", purpose="%s", select="%s", limit=100)""".formatted(grant.hub(), grant.dataset(), grant.purpose(), grant.some(","))));
        exits.add(new Exit("open311", open311 ? "curl -s \"" + grant.hub() + "/open311/v2/requests.json\"" : ""));
        return exits;
    }

    private static String subscription(Grant grant) {
        return "# policies/subscriptions/" + grant.system() + "." + grant.dataset() + ".subscription.yaml\nsubscriber: " + grant.system() + "\ndataset: " + grant.dataset() + "\npurpose: " + grant.purpose()
                + "\nitems: [" + grant.some(", ") + "]\nsince: now\n";
    }
}
