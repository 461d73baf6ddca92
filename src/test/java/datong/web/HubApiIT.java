package datong.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.DatongApplication;
import datong.web.security.Caller;
import datong.web.security.Credentials;
import datong.web.security.TestAccounts;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API over the whole hub: real policies, keys, ledger and audit log. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = DatongApplication.class)
class HubApiIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RECORDS = "/api/v1/datasets/hotline-12345/records?purpose=SERVICE.REQUEST";
    @TempDir
    static Path folder;
    private static boolean settled;
    @LocalServerPort
    int port;
    @Autowired
    Credentials credentials;
    private Caller caller;
    private String token;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestAccounts.signingKey(folder.resolve("data/secrets"));
        registry.add("datong.data", () -> folder.resolve("data").toString());
        registry.add("datong.keys", () -> folder.resolve("keys").toString());
        registry.add("datong.config", () -> Path.of("").toAbsolutePath().toString());
        registry.add("datong.sample.records", () -> "3000");
    }

    @BeforeEach
    void awaitTheSampleDistrict() {
        caller = new Caller("http://localhost:" + port);
        token = "Bearer " + caller.token("market-system", secret(), "catalogue records");
        if (!settled) {
            awaitTheOrders();
            settled = true;
        }
    }

    @Test
    void everyRecordInReachComesOnceWhateverTheOrder() {
        long all = stored();
        for (String sort : List.of("", "&sort=-reported_at", "&sort=status,-urgency", "&sort=-due_at")) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = answered(RECORDS + "&select=status&limit=500" + sort + cursor);
                page.get("records").forEach(record -> seen.add(record.get("id").asString()));
                cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
            } while (!cursor.isEmpty());
            assertThat(new HashSet<>(seen)).as(sort).hasSameSizeAs(seen);
            assertThat((long) seen.size()).as(sort).isPositive().isLessThanOrEqualTo(all);
        }
    }

    @Test
    void aPhoneIsFoundByItsBlindIndexAndTheNameStaysMasked() {
        JsonNode first = answered(RECORDS + "&select=reporter_phone,reporter_name&limit=50");
        String phone = first.get("records").valueStream().map(record -> record.get("reporter_phone")).filter(JsonNode::isString).findFirst().orElseThrow().asString();
        JsonNode found = answered(RECORDS + "&select=reporter_phone,reporter_name&reporter_phone=" + phone);
        assertThat(found.get("records")).isNotEmpty().allSatisfy(record -> assertThat(record.get("reporter_phone").asString()).isEqualTo(phone));
        assertThat(found.get("treatments").get("reporter_name").asString()).isEqualTo("mask");
    }

    @Test
    void aLongAnswerGoesOnInPagesOfWhatOneCallMayRead() {
        String bulk = RECORDS.replace("/records", "/bulk") + "&select=status";
        List<JsonNode> lines = caller.get(bulk, "Authorization", token).body().lines().map(JSON::readTree).toList();
        assertThat(lines.getLast().get("@end").get("complete").asBoolean()).isTrue();
        assertThat(lines.stream().filter(line -> line.has("id")).count()).isGreaterThan(500);
        assertThat(lines.stream().filter(line -> line.has("@page")).map(line -> line.get("@page").get("records").asInt())).hasSizeGreaterThan(1).allMatch(records -> records <= 500);
        assertThat(caller.get(bulk + "&limit=501", "Authorization", token).statusCode()).isEqualTo(403);
    }

    @Test
    void oneRecordIsLookedUpByItsId() {
        String id = answered(RECORDS + "&select=status&limit=1").get("records").get(0).get("id").asString();
        JsonNode one = answered("/api/v1/datasets/hotline-12345/records/" + id + "?purpose=SERVICE.REQUEST&select=status");
        assertThat(one.get("record").get("id").asString()).isEqualTo(id);
    }

    @Test
    void whatIsNotGrantedIsRefusedWithCheckRuleAndIndex() {
        HttpResponse<String> refused = caller.get(RECORDS.replace("SERVICE.REQUEST", "STATISTICS"), "Authorization", token);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(caller.json(refused).get("check").asString()).isEqualTo("PURPOSE");
        assertThat(caller.json(refused).get("auditIndex").isNumber()).isTrue();
        assertThat(caller.get(RECORDS + "&sort=reporter_phone", "Authorization", token).statusCode()).isEqualTo(403);
    }

    @Test
    void aClientGeneratedFromTheDocumentAsksAndIsAnswered(@TempDir Path work) throws Exception {
        String document = caller.get("/api/v1/openapi.json").body();
        GeneratedClient client = new GeneratedClient(work);
        client.generate(document, "java", "library=native,openApiNullable=false,useJakartaEe=true,documentationProvider=none,invokerPackage=client,apiPackage=client.api,modelPackage=client.model");
        assertThat(client.compiled().apply("http://localhost:" + port, token)).isEqualTo("3 3 true 403");
        client.generate(document, "python", "packageName=datong_client");
        assertThat(work.resolve("python/datong_client/api/records_api.py")).content().contains("def get_datasets_records(", "def get_datasets_bulk(");
    }

    /** Left out of the usual run, as it fetches Python's packages: {@code mvn verify -Ppython -Dit.test=HubApiIT}. */
    @Tag("python")
    @Test
    void aPythonClientGeneratedFromTheDocumentAsksAndIsAnswered(@TempDir Path work) throws Exception {
        GeneratedClient client = new GeneratedClient(work);
        client.generate(caller.get("/api/v1/openapi.json").body(), "python", "packageName=datong_client");
        Path resources = Path.of("src/test/resources/python");
        String said = client.run(resources.resolve("ask.py"), resources.resolve("requirements.txt"), secret(), "http://localhost:" + port, "market-system");
        assertThat(said).matches("3 3 True True [1-9][0-9]* 403");
    }

    private String secret() {
        return credentials.issued().stream().filter(issued -> issued.subject().id().equals("market-system")).findFirst().orElseThrow().secret();
    }

    private JsonNode answered(String question) {
        HttpResponse<String> answer = caller.get(question, "Authorization", token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return caller.json(answer);
    }

    private long stored() {
        return answered("/api/v1/datasets/hotline-12345").get("records").asLong();
    }

    /** All orders are in once no file of theirs waits to be put away. */
    private static void awaitTheOrders() {
        Path inbox = folder.resolve("data/inbox/hotline-12345");
        await().atMost(Duration.ofMinutes(10)).until(() -> Files.exists(folder.resolve("data/sample.loaded")) && inbox.toFile().listFiles(File::isFile).length == 0);
    }
}
