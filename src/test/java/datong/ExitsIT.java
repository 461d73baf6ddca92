package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ExitRules.Asked;
import datong.approval.TwoPersons;
import datong.ledger.Concerned;
import datong.persons.PersonRequest;
import datong.persons.Register;
import datong.policy.Action;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.protection.bouncycastle.RecipientKey;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import datong.query.Look;
import datong.query.LookAnswer;
import datong.query.Looks;
import datong.query.QueryRequest;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemName;
import datong.statistics.Offers;
import datong.subscription.ChangeMessage;
import datong.subscription.Delivery;
import datong.subscription.TestDeliveries;
import datong.web.console.CatalogueView;
import datong.web.security.Caller;
import datong.web.sql.SqlDoor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import datong.web.security.EventReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whichever way somebody asks, they are shown the same items of the same records, treated the same, and that is what the policies say:
 * thousands of generated questions under generated policies, judged by {@link ExitRules}.
 */
@Order(1)
class ExitsIT {
    private static final int POLICIES = 16;
    /** Of each set of policies; more find no more exits, only rarer meetings of rules: set the property for a long run. */
    private static final int QUESTIONS = Integer.getInteger("datong.exit-questions", 25);
    private static final DatasetCode HOTLINE = new DatasetCode("hotline-12345");
    /** Others than the one asked about, so that lists could name too much; with all of them each change of the policies is compared for minutes. */
    private static final Set<String> MAPPINGS = Set.of("hotline-12345", "grid-events", "household-register");
    private static final String RECORDS = "/api/v1/datasets/hotline-12345/records";
    private static final String BULK = RECORDS.replace("/records", "/bulk");
    private static final String CHANGES = RECORDS.replace("/records", "/changes");
    private static final List<String> SUBJECTS = List.of("market-system", "environment-system", "street-system", "open-data");
    private static final Map<String, String> COMMUNITIES = Map.of("晨光社区", "110199001001", "向阳社区", "110199001002", "清源社区", "110199002001");
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static Map<String, Map<String, String>> stored;
    /** Of a person who is restricted: no exit shows it, numbers count it. */
    private static Map<String, String> restricted;
    private static Map<String, String> numbers;
    private static Caller caller;
    private static RecipientKey recipient;
    private static RootAllocator memory;
    private static FlightSqlClient sql;
    private final Random random = new Random(20_261_122);
    private int asked;
    private int shown;
    private int looks;
    private int counted;
    private int publicly;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.start(folder, "--datong.sql.port=0");
        memory = new RootAllocator();
        sql = new FlightSqlClient(FlightClient.builder(memory, Location.forGrpcInsecure("127.0.0.1", hub.part(SqlDoor.class).port())).build());
        hub.edit("mappings/hotline-12345.mapping.yaml", "  reporter_sex:", "  reporter_id_number: { from: 标签, as: resident_id }\n  reporter_sex:");
        hub.edit("mappings/hotline-12345.mapping.yaml", "unused: [标签, ", "unused: [");
        TestHub.until("the mapping maps the number", () -> hub.part(Datasets.class).find(HOTLINE).orElseThrow().items().stream().anyMatch(item -> item.value().equals("reporter_id_number")));
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> communities = COMMUNITIES.keySet().stream().sorted().toList();
        for (int number = 0; number < 13; number++) {
            rows.add(TestHub.order("X-%04d".formatted(7_000 + number), "来电人", List.of("赵示例", "钱示例", "孙示例").get(number % 3), "来电号码", "154000050%02d".formatted(number),
                    "村/社区", communities.get(number % communities.size()), "标签", resident(number), "是否保密", number == 10 ? "是" : "否"));
        }
        assertThat(hub.deliver("hotline-12345", TestHub.hotline(List.of(), rows)).state()).isEqualTo("DONE");
        stored = new TreeMap<>();
        rows.forEach(row -> stored.put(row.get("工单编号"), Map.of("status", "DISPATCHED", "request_kind", "COMPLAINT", "source_no", row.get("工单编号"), "title", row.get("标题"),
                "reporter_name", row.get("来电人"), "reporter_phone", row.get("来电号码"), "reporter_id_number", row.get("标签"), "division", COMMUNITIES.get(row.get("村/社区")))));
        restricted = stored.remove("X-7012");
        restrict(restricted.get("reporter_id_number") + "\n" + restricted.get("reporter_phone"));
        caller = hub.caller();
        register();
        numbers = numbers();
    }

    private static void restrict(String numbers) {
        Register register = hub.part(Register.class);
        TwoPersons.Person steward = new TwoPersons.Person("steward", "11110199MB00DEM264", Set.of("data-steward"));
        String id = ((Register.Result.Done) register.receive(PersonRequest.Type.RESTRICT, PersonRequest.Proof.DOCUMENT, register.now(), steward)).request().id();
        register.name(id, Concerned.parse(numbers, "").orElseThrow(), steward);
        assertThat(register.decide(id, true, "本人申请（示例）", "", steward)).isInstanceOf(Register.Result.Done.class);
    }

    /** One key for whatever is sealed for any of them. */
    private static void register() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        for (String subject : SUBJECTS) {
            hub.file("policies/recipients").toFile().mkdirs();
            hub.write("policies/recipients/" + hub.part(PolicyFolder.class).find(subject).orElseThrow().organisation() + ".pem", pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
        recipient = RecipientKey.pem(pem("PRIVATE KEY", pair.getPrivate().getEncoded()), Optional.empty());
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    /** Of records by their id, as an answer under one open policy tells them. */
    private static Map<String, String> numbers() {
        Map<String, String> numbers = new TreeMap<>();
        list("market-system", RECORDS + "?purpose=SERVICE.REQUEST&select=source_no&limit=100").orElseThrow().forEach((id, record) -> numbers.put(id, record.get("source_no")));
        assertThat(numbers.values()).containsExactlyInAnyOrderElementsOf(stored.keySet());
        return numbers;
    }

    @AfterAll
    static void close() throws Exception {
        sql.close();
        memory.close();
        hub.close();
    }

    /** The last of them is eight years old. */
    private static String resident(int number) {
        String body = number == 11 ? "110199" + LocalDate.now().minusYears(8).format(DateTimeFormatter.BASIC_ISO_DATE) + "117" : "110199194909%02d117".formatted(number + 1);
        int sum = 0;
        for (int digit = 0; digit < 17; digit++) {
            sum += (body.charAt(digit) - '0') * ((1 << (17 - digit)) % 11);
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    @Test
    void everyExitShowsACallerTheSameAndWhatThePoliciesSay() throws IOException {
        remove("policies/access", name -> true);
        remove("policies/grants", name -> true);
        remove("mappings", name -> name.matches(".+\\.(mapping|examples)\\.yaml") && MAPPINGS.stream().noneMatch(source -> name.startsWith(source + ".")));
        hub.write("policies/statistics/hotline-12345.statistics.yaml", "dataset: hotline-12345\ngroup: { status: codes, request_kind: codes }\nnoise: { epsilon: 100, budget: 100 }\n");
        assertThat(caller.get("/open311/v2/services.json").statusCode()).isEqualTo(404);
        hub.file("policies/open311").toFile().mkdirs();
        hub.write("policies/open311/exits.open311.yaml", "dataset: hotline-12345\nas: open-data\npurpose: SERVICE.REQUEST\nservice: { item: channel, codes: { HOTLINE_12345: { name: Hotline } } }\n");
        TestHub.until("Open311 is in force", () -> caller.get("/open311/v2/services.xml").body().contains("<service_code>HOTLINE_12345</service_code>"));
        TestHub.until("the offer is in force", () -> hub.part(Offers.class).all().stream().anyMatch(offer -> offer.exact().isEmpty()));
        String people = Files.readString(hub.file("policies/subjects.yaml"));
        for (int seed = 0; seed < POLICIES; seed++) {
            ExitRules rules = new ExitRules(seed, SUBJECTS);
            inForce(rules, people);
            for (int question = 0; question < QUESTIONS; question++) {
                String subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
                Optional<String> scene = random.nextInt(4) == 0 ? Optional.of("PATROL") : Optional.empty();
                ask(rules, subject, new Asked(rules.group(subject), rules.division(subject), "", ExitRules.PURPOSES.get(random.nextInt(3)), scene, random.nextBoolean()), someItems());
            }
        }
        assertThat(asked).as("questions").isGreaterThan(3_000);
        assertThat(shown).as("lists, look-ups and samples with records in them").isGreaterThan(150);
        assertThat(looks).as("values of looks at what another would see").isGreaterThan(100);
        assertThat(counted).as("answers in numbers").isGreaterThan(20);
        assertThat(publicly).as("questions of the public").isGreaterThan(3);
        nothingElsewhere();
    }

    private static void remove(String from, Predicate<String> names) throws IOException {
        try (Stream<Path> files = Files.list(hub.file(from))) {
            for (Path file : files.filter(Files::isRegularFile).filter(path -> names.test(path.getFileName().toString())).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void inForce(ExitRules rules, String people) throws IOException {
        String changed = people;
        for (String subject : SUBJECTS) {
            changed = changed.replaceAll("(?m)^(  " + subject + ": .*)division: '[0-9]+', groups: \\[[a-z-]+\\]", "$1division: '" + rules.division(subject) + "', groups: [" + rules.group(subject) + "]");
        }
        hub.write("policies/subjects.yaml", changed);
        hub.write("policies/access/generated.policy.yaml", rules.yaml());
        PolicyFolder policies = hub.part(PolicyFolder.class);
        policies.refresh();
        assertThat(policies.problems()).as(rules.yaml()).isEmpty();
    }

    private List<String> someItems() {
        List<String> items = ExitRules.LEVELS.keySet().stream().filter(item -> random.nextInt(3) == 0).toList();
        return items.isEmpty() ? List.of("status") : items;
    }

    private void ask(ExitRules rules, String subject, Asked about, List<String> items) throws IOException {
        Asked query = new Asked(about.group(), about.division(), "query", about.purpose(), about.scene(), about.withCase());
        Set<String> named = new LinkedHashSet<>(items);
        Optional<Map<String, String>> expected = rules.answer(query, named);
        String parameters = "?purpose=" + about.purpose() + about.scene().map(scene -> "&scene=" + scene).orElse("") + (about.withCase() ? "&case=A-1" : "");
        String select = "&select=" + String.join(",", items);
        Optional<Map<String, Map<String, String>>> list = list(subject, RECORDS + parameters + select + "&limit=100");
        String question = subject + " " + about + " " + items + "\n" + rules.yaml();
        judge(question, rules, query, expected, list);
        assertThat(lines(subject, RECORDS + parameters + select + "&limit=100")).as("NDJSON: " + question).isEqualTo(list);
        assertThat(lines(subject, BULK + parameters + select + "&limit=2")).as("bulk: " + question).isEqualTo(list);
        String format = BulkTables.FORMATS.get(random.nextInt(BulkTables.FORMATS.size()));
        assertThat(bulkTable(subject, BULK + parameters + select + "&limit=2", format)).as("bulk " + format + ": " + question).isEqualTo(list);
        assertThat(selected(subject, about, items)).as("SQL: " + question).isEqualTo(list);
        listed(rules, subject, about, query, question);
        assertThat(body(subject, about, items)).as("POST: " + question).isEqualTo(list);
        assertThat(view(subject, parameters, items)).as("view: " + question).isEqualTo(list);
        assertThat(changes(subject, CHANGES + parameters + select)).as("changes: " + question).isEqualTo(list);
        stream(subject, CHANGES + parameters + select, list, question);
        assertThat(carried(subject, about, items)).as("subscription: " + question).isEqualTo(list);
        table(subject, RECORDS + parameters + select + "&limit=100", question, list, items);
        sortedAndFiltered(rules, subject, query, parameters, items, list, question);
        single(rules, subject, about, parameters + select, named, list, question);
        console(rules, subject, about, query, question);
        looked(subject, about, question);
        open311(subject, question);
        counted(rules, subject, about, parameters, question);
    }

    /** The public is told what the subject of the file would be, in fewer words; not each time, for it may not ask often. */
    private void open311(String subject, String question) {
        if (!subject.equals("open-data") || random.nextInt(8) > 0) {
            return;
        }
        String days = "2026-10-01T00:00:00Z=2026-12-01T00:00:00Z";
        Optional<Map<String, Map<String, String>>> theirs = list(subject, RECORDS + "?purpose=SERVICE.REQUEST&limit=100&select=status,channel,reported_at,source_updated_at,closed_at,due_at,lead_org_name"
                + "&sort=-reported_at&channel.in=HOTLINE_12345&reported_at.gte=" + days.replace("=", "&reported_at.lte="));
        HttpResponse<String> answer = caller.get("/open311/v2/requests.json?start_date=" + days.replace("=", "&end_date="));
        if (answer.statusCode() == 429) {
            return;
        }
        asked++;
        publicly++;
        assertThat(answer.statusCode()).as("Open311: " + question + answer.body()).isEqualTo(theirs.isPresent() ? 200 : 403);
        noValue(answer.body());
        theirs.ifPresent(records -> {
            Map<String, String> told = new TreeMap<>();
            caller.json(answer).forEach(request -> told.put(request.get("service_request_id").asString(), request.get("status").asString()));
            assertThat(told.keySet()).as("Open311: " + question).isEqualTo(records.keySet());
            assertThat(told.values()).as("Open311: " + question).allMatch("open"::equals);
        });
    }

    /** Whoever looks at what somebody else would see is shown values that both are shown, each by their own right. */
    private void looked(String subject, Asked about, String question) {
        String viewer = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        PolicyFolder policies = hub.part(PolicyFolder.class);
        Subject who = policies.find(viewer).orElseThrow();
        LookAnswer answer = hub.part(Looks.class).look(new Look(who, about.purpose(), policies.find(subject).orElseThrow(), true, HOTLINE, about.purpose(), Optional.empty(), Optional.empty(),
                Optional.empty(), "127.0.0.1"));
        asked++;
        String told = viewer + " looks as " + question;
        Optional<Map<String, Map<String, String>>> theirs = list(subject, RECORDS + "?purpose=" + about.purpose() + "&limit=100");
        if (!(answer instanceof LookAnswer.Shown shown)) {
            assertThat(theirs).as(told).isEmpty();
            return;
        }
        Optional<Map<String, Map<String, String>>> mine = list(viewer, RECORDS + "?purpose=" + about.purpose() + "&limit=100");
        List<String> items = shown.items().stream().map(item -> item.name().value()).filter(item -> !shown.treatments().get(item).equals("drop")).toList();
        for (LookAnswer.Seen record : shown.records()) {
            String id = record.id().value();
            assertThat(mine.orElseThrow(() -> new AssertionError(told))).as(told).containsKey(id);
            for (int at = 0; at < items.size(); at++) {
                if (ExitRules.LEVELS.containsKey(items.get(at)) && record.results().get(at) instanceof LookAnswer.Result.Value value) {
                    assertThat(value.text()).as(items.get(at) + ": " + told).isEqualTo(theirs.orElseThrow().get(id).get(items.get(at)));
                    assertThat(mine.get().get(id).get(items.get(at))).as(items.get(at) + ": " + told).isIn(value.text(), plain(id).get(items.get(at)));
                    looks++;
                }
            }
        }
    }

    /** Numbers: of the same rows, and by items seen in clear only. The noise is so small that there is none. */
    private void counted(ExitRules rules, String subject, Asked about, String parameters, String question) {
        Asked asking = new Asked(about.group(), about.division(), "statistics", about.purpose(), about.scene(), about.withCase());
        String group = List.of("status", "request_kind").get(random.nextInt(2));
        String item = List.of("status", "request_kind", "source_no").get(random.nextInt(3));
        String told = "counted by " + group + " where " + item + ": " + question;
        boolean clear = rules.treatments(asking, new LinkedHashSet<>(List.of(group, item))).map(treatments -> treatments.values().stream().allMatch("reveal"::equals)).orElse(false);
        hub.database().sql("DELETE FROM statistics.spending").update();
        HttpResponse<String> answer = get(subject, "/api/v1/datasets/hotline-12345/statistics" + parameters + "&group=" + group + "&" + item + "=" + stored.get("X-7003").get(item), "application/json");
        asked++;
        assertThat(answer.statusCode()).as(told + answer.body()).isEqualTo(clear ? 200 : 403);
        noValue(answer.body());
        if (clear) {
            long expected = Stream.concat(stored.values().stream(), Stream.of(restricted)).filter(row -> rules.reaches(asking, row.get("division")) && row.get(item).equals(stored.get("X-7003").get(item))).count();
            Map<String, Long> cells = new TreeMap<>();
            caller.json(answer).get("cells").forEach(cell -> cells.merge(cell.get("group").get(group).asString(), cell.get("count").asLong(), Long::sum));
            assertThat(cells.remove(stored.get("X-7003").get(group))).as(told).isEqualTo(expected);
            assertThat(cells.values()).as(told).containsOnly(0L);
            counted++;
        }
    }

    private void judge(String question, ExitRules rules, Asked query, Optional<Map<String, String>> expected, Optional<Map<String, Map<String, String>>> answer) {
        assertThat(answer.isPresent()).as("answered: " + question).isEqualTo(expected.isPresent());
        answer.ifPresent(records -> {
            List<Map<String, String>> reached = stored.values().stream().filter(row -> rules.reaches(query, row.get("division"))).toList();
            assertThat(records.values()).as("records: " + question).hasSameSizeAs(reached);
            records.forEach((id, record) -> record(question, ExitRules.ofReport(ExitRules.ofChild(expected.get(), child(plain(id))), report(plain(id))), plain(id), record));
            shown++;
        });
        asked++;
    }

    private static boolean child(Map<String, String> plain) {
        return plain.get("source_no").equals("X-7011");
    }

    /** It is confidential. */
    private static boolean report(Map<String, String> plain) {
        return plain.get("source_no").equals("X-7010");
    }

    private static Map<String, String> plain(String id) {
        return stored.get(numbers.get(id));
    }

    private static void record(String question, Map<String, String> treatments, Map<String, String> plain, Map<String, String> record) {
        treatments.forEach((item, treatment) -> {
            String value = record.get(item);
            String told = item + " " + treatment + ": " + question;
            switch (treatment) {
                case "reveal", "redact" -> assertThat(value).as(told).isEqualTo(plain.get(item));
                case "mask" -> assertThat(value).as(told).contains("*").isNotEqualTo(plain.get(item));
                case "truncate:3" -> assertThat(value).as(told).startsWith(plain.get(item).substring(0, 3)).isNotEqualTo(plain.get(item)).doesNotContain(plain.get(item).substring(3));
                case ExitRules.WITHHELD -> assertThat(value).as(told).isNull();
                case "pseudonymise" -> assertThat(value).as(told).startsWith("p").doesNotContain(plain.get(item));
                default -> throw new AssertionError(treatment);
            }
        });
        assertThat(record.keySet()).as(question).isSubsetOf(treatments.keySet());
    }

    private void sortedAndFiltered(ExitRules rules, String subject, Asked query, String parameters, List<String> items, Optional<Map<String, Map<String, String>>> list, String question) {
        String item = List.of("status", "request_kind", "source_no").get(random.nextInt(3));
        Set<String> touched = new LinkedHashSet<>(items);
        touched.add(item);
        boolean clear = rules.treatments(query, touched).map(treatments -> treatments.get(item).equals("reveal")).orElse(false);
        String select = "&select=" + String.join(",", items) + "&limit=100";
        Optional<Map<String, Map<String, String>>> sorted = list(subject, RECORDS + parameters + select + "&sort=-" + item);
        Optional<Map<String, Map<String, String>>> filtered = list(subject, RECORDS + parameters + select + "&" + item + "=" + stored.get("X-7003").get(item));
        asked += 2;
        if (!clear || list.isEmpty()) {
            assertThat(sorted).as("sorted by " + item + ": " + question).isEmpty();
            assertThat(filtered).as("filtered by " + item + ": " + question).isEmpty();
            return;
        }
        assertThat(sorted).as("sorted by " + item + ": " + question).isEqualTo(list);
        filtered.orElseThrow(() -> new AssertionError("filtered by " + item + ": " + question)).forEach((id, record) -> {
            assertThat(plain(id).get(item)).isEqualTo(stored.get("X-7003").get(item));
            assertThat(record).as("filtered by " + item + ": " + question).isEqualTo(list.get().get(id));
        });
    }

    private void single(ExitRules rules, String subject, Asked about, String parameters, Set<String> items, Optional<Map<String, Map<String, String>>> list, String question) {
        Asked lookup = new Asked(about.group(), about.division(), "lookup", about.purpose(), about.scene(), about.withCase());
        String number = "X-70%02d".formatted(random.nextInt(12));
        String id = numbers.entrySet().stream().filter(one -> one.getValue().equals(number)).findFirst().orElseThrow().getKey();
        Optional<Map<String, String>> expected = rules.answer(lookup, items);
        HttpResponse<String> answer = get(subject, RECORDS + "/" + id + parameters + "&reason=checking-a-case", "application/json");
        asked++;
        if (expected.isEmpty()) {
            assertThat(answer.statusCode()).as("look-up: " + question).isEqualTo(403);
            return;
        }
        if (!rules.reaches(lookup, stored.get(number).get("division"))) {
            assertThat(answer.statusCode()).as("look-up out of reach: " + question).isEqualTo(404);
            return;
        }
        assertThat(answer.statusCode()).as("look-up: " + question + answer.body()).isEqualTo(200);
        if ("reveal".equals(expected.get().get("reporter_id_number"))) {
            assertThat(get(subject, RECORDS + "/" + id + parameters, "application/json").statusCode()).as("look-up without a reason: " + question).isEqualTo(403);
            asked++;
        }
        Map<String, String> record = texts(caller.json(answer).get("record"));
        record(question, ExitRules.ofReport(ExitRules.ofChild(expected.get(), child(stored.get(number)) && !about.withCase()), report(stored.get(number))), stored.get(number), record);
        shown++;
        list.map(records -> records.get(id)).filter(listed -> !child(stored.get(number))).ifPresent(listed -> record.forEach((item, value) -> {
            if (listed.containsKey(item) && expected.get().get(item).equals(rules.treatments(new Asked(about.group(), about.division(), "query", about.purpose(), about.scene(), about.withCase()), items)
                    .orElseThrow().get(item))) {
                assertThat(value).as("look-up and list: " + item + " " + question).isEqualTo(listed.get(item));
            }
        }));
    }

    /** The console states no scene and no case. */
    private void console(ExitRules rules, String subject, Asked about, Asked query, String question) {
        if (about.scene().isPresent() || about.withCase()) {
            return;
        }
        CatalogueView catalogue = hub.part(CatalogueView.class);
        Subject who = hub.part(PolicyFolder.class).find(subject).orElseThrow();
        Dataset dataset = hub.part(Datasets.class).find(HOTLINE).orElseThrow();
        Optional<Map<String, String>> expected = rules.treatments(query, ExitRules.LEVELS.keySet()).map(ExitsIT::withoutNumbers);
        CatalogueView.Outlook outlook = catalogue.outlook(who, dataset, about.purpose(), Action.QUERY);
        Map<String, String> told = new LinkedHashMap<>();
        outlook.items().forEach(item -> told.put(item.item().name().value(), item.word().orElse(ExitRules.DROP)));
        told.keySet().retainAll(ExitRules.LEVELS.keySet());
        asked += 2;
        if (outlook.refusal().isEmpty()) {
            expected.ifPresentOrElse(treatments -> assertThat(told).as("what would they see: " + question).isEqualTo(treatments),
                    () -> assertThat(told.values()).as("what would they see: " + question).containsOnly(ExitRules.DROP));
        }
        if (catalogue.sample(who, dataset, about.purpose(), "127.0.0.1") instanceof CatalogueView.Sample.Rows sample) {
            Optional<Map<String, Map<String, String>>> all = list(subject, RECORDS + "?purpose=" + about.purpose() + "&limit=100");
            assertThat(shownIn(sample)).as("sample in the console: " + question).isNotEmpty().isSubsetOf(all.orElseThrow().values());
            shown++;
        }
    }

    private static Map<String, String> withoutNumbers(Map<String, String> treatments) {
        Map<String, String> words = new LinkedHashMap<>(treatments);
        words.replaceAll((item, treatment) -> treatment.replaceAll(":.*", ""));
        return words;
    }

    private static Set<Map<String, String>> shownIn(CatalogueView.Sample.Rows sample) {
        return sample.rows().stream().map(row -> {
            Map<String, String> record = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                String item = sample.items().get(column).name().value();
                if (ExitRules.LEVELS.containsKey(item) && !row.get(column).isEmpty()) {
                    record.put(item, row.get(column));
                }
            }
            return record;
        }).collect(Collectors.toSet());
    }

    /** Records by id, each item as text; empty if the question is refused. */
    private static Optional<Map<String, Map<String, String>>> list(String subject, String question) {
        return records(get(subject, question, "application/json"));
    }

    private static Optional<Map<String, Map<String, String>>> records(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
            noValue(answer.body());
            return Optional.empty();
        }
        Map<String, Map<String, String>> records = new TreeMap<>();
        caller.json(answer).get("records").forEach(record -> records.put(record.get("id").asString(), texts(record)));
        return Optional.of(records);
    }

    private Optional<Map<String, Map<String, String>>> lines(String subject, String question) {
        HttpResponse<String> answer = get(subject, question, "application/x-ndjson");
        if (answer.statusCode() != 200) {
            assertThat(caller.json(answer).get("type").asString()).as(answer.body()).isNotEqualTo("urn:datong:problem:insufficient-scope");
            return Optional.empty();
        }
        Map<String, Map<String, String>> records = new TreeMap<>();
        answer.body().lines().map(line -> JSON.readTree(line)).filter(line -> line.has("id")).forEach(record -> records.put(record.get("id").asString(), texts(record)));
        asked++;
        return Optional.of(records);
    }

    /** One in four is sealed, and opened as its recipient would. */
    private Optional<Map<String, Map<String, String>>> bulkTable(String subject, String question, String format) throws IOException {
        asked++;
        boolean sealed = random.nextInt(4) == 0;
        HttpResponse<byte[]> answer = caller.bytes(question + "&format=" + format + (sealed ? "&sealed=cms" : ""), "Authorization", hub.token(subject));
        if (answer.statusCode() != 200) {
            noValue(new String(answer.body(), StandardCharsets.UTF_8));
            return Optional.empty();
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        if (sealed) {
            noValue(new String(answer.body(), StandardCharsets.UTF_8));
            recipient.open(new ByteArrayInputStream(answer.body()), plain);
        }
        List<Map<String, String>> rows = BulkTables.rows(format, sealed ? plain.toByteArray() : answer.body());
        assertThat(BulkTables.mark(rows)).startsWith("end:");
        Map<String, Map<String, String>> records = new TreeMap<>();
        rows.stream().filter(row -> row.containsKey("id")).forEach(row -> {
            Map<String, String> record = new LinkedHashMap<>(row);
            record.keySet().retainAll(ExitRules.LEVELS.keySet());
            records.put(row.get("id"), record);
        });
        return Optional.of(records);
    }

    /** Who reads from the start meets each record once, some pages of some. */
    private Optional<Map<String, Map<String, String>>> changes(String subject, String question) {
        Map<String, Map<String, String>> records = new TreeMap<>();
        String since = "start";
        JsonNode page;
        do {
            HttpResponse<String> answer = get(subject, question + "&limit=7&since=" + since, "application/json");
            asked++;
            if (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                noValue(answer.body());
                return Optional.empty();
            }
            page = caller.json(answer);
            page.get("changes").forEach(change -> assertThat(records.put(change.get("record").get("id").asString(), texts(change.get("record")))).isNull());
            since = page.get("next").asString();
        } while (page.get("more").asBoolean());
        return Optional.of(records);
    }

    /** What a subscription of the caller would carry to its receiver, and the same to a topic. */
    private Optional<Map<String, Map<String, String>>> carried(String subject, Asked about, List<String> items) {
        Subject who = hub.part(PolicyFolder.class).find(subject).orElseThrow();
        QueryRequest asking = new QueryRequest(who, HOTLINE, items.stream().map(ItemName::new).toList(), List.of(), List.of(), Optional.empty(), 100, about.purpose(), about.scene(),
                about.withCase() ? Optional.of("A-1") : Optional.empty(), Optional.empty(), "127.0.0.1");
        asked++;
        if (!(hub.part(ChangeQueries.class).follow(new ChangeRequest(asking, ChangeRequest.START, "subscription")) instanceof ChangeAnswer.Page page)) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> records = new TreeMap<>();
        JSON.readTree(ChangeMessage.whole(new Delivery(TestDeliveries.subscription("exits", URI.create("http://localhost/"), 1), page), Instant.EPOCH)).get("data").get("changes")
                .forEach(change -> records.put(change.get("record").get("id").asString(), texts(change.get("record"))));
        page.changes().forEach(change -> assertThat(texts(JSON.readTree(ChangeMessage.single("r_1", page.items(), change.row().orElseThrow())))).isEqualTo(records.get(change.id().value())));
        return Optional.of(records);
    }

    /** Now and then by an open stream: opening one for each question would take more turns than an organisation has. */
    private void stream(String subject, String question, Optional<Map<String, Map<String, String>>> list, String told) {
        if (random.nextInt(30) > 0) {
            return;
        }
        try (EventReader events = EventReader.at(hub.address() + question + "&since=start", "Authorization", hub.token(subject))) {
            assertThat(events.status()).as("stream: " + told).isIn(list.isPresent() ? 200 : 403, 429);
            if (events.status() == 200) {
                TestHub.until("all records came", () -> events.all("record").size() >= list.orElseThrow().size());
                assertThat(events.all("record").stream().collect(Collectors.toMap(event -> event.data().get("id").asString(), event -> texts(event.data())))).as("stream: " + told).isEqualTo(list.get());
            }
        }
        asked++;
    }

    /** Tools that list tables and columns name what a question for it alone would be answered with, and nothing else. */
    private void listed(ExitRules rules, String subject, Asked about, Asked query, String question) {
        HeaderCallOption option = headers(subject, about);
        asked++;
        Set<String> listed = new LinkedHashSet<>();
        try (FlightStream stream = sql.getStream(sql.getTables(null, null, "hotline\\_12345", null, true, option).getEndpoints().getFirst().getTicket(), option)) {
            while (stream.next()) {
                for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
                    byte[] schema = (byte[]) stream.getRoot().getVector("table_schema").getObject(row);
                    MessageSerializer.deserializeSchema(new ReadChannel(Channels.newChannel(new ByteArrayInputStream(schema)))).getFields().forEach(field -> listed.add(field.getName()));
                }
            }
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
        ExitRules.LEVELS.keySet().forEach(item -> assertThat(listed.contains(item)).as("listed in SQL: " + item + ": " + question).isEqualTo(rules.answer(query, Set.of(item)).isPresent()));
    }

    private static HeaderCallOption headers(String subject, Asked about) {
        FlightCallHeaders headers = new FlightCallHeaders();
        headers.insert("authorization", hub.token(subject));
        headers.insert("purpose", about.purpose());
        about.scene().ifPresent(scene -> headers.insert("scene", scene));
        if (about.withCase()) {
            headers.insert("case", "A-1");
        }
        return new HeaderCallOption(headers);
    }

    private Optional<Map<String, Map<String, String>>> selected(String subject, Asked about, List<String> items) {
        HeaderCallOption option = headers(subject, about);
        asked++;
        Map<String, Map<String, String>> records = new TreeMap<>();
        String select = "SELECT id, " + String.join(", ", items) + " FROM hotline_12345";
        try (FlightStream stream = sql.getStream(sql.execute(select, option).getEndpoints().getFirst().getTicket(), option)) {
            while (stream.next()) {
                BulkTables.rows(stream.getRoot()).forEach(row -> records.put(row.remove("id"), row));
            }
            return Optional.of(records);
        } catch (FlightRuntimeException refused) {
            assertThat(refused.status().code()).as(refused.getMessage()).isEqualTo(FlightStatusCode.UNAUTHORIZED);
            noValue(refused.getMessage());
            return Optional.empty();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private Optional<Map<String, Map<String, String>>> body(String subject, Asked about, List<String> items) {
        String body = "{\"select\":[" + items.stream().map(item -> '"' + item + '"').collect(Collectors.joining(",")) + "],\"limit\":100,\"purpose\":\"" + about.purpose() + "\""
                + about.scene().map(scene -> ",\"scene\":\"" + scene + "\"").orElse("") + (about.withCase() ? ",\"case\":\"A-1\"" : "") + "}";
        asked++;
        return records(caller.send(HttpRequest.newBuilder(URI.create(hub.address() + RECORDS + "/query")).header("Content-Type", "application/json")
                .header("Authorization", hub.token(subject)).POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private Optional<Map<String, Map<String, String>>> view(String subject, String parameters, List<String> items) {
        String view = "/api/v1/views/asked";
        assertThat(caller.put(view, "{\"dataset\":\"hotline-12345\",\"select\":[" + items.stream().map(item -> '"' + item + '"').collect(Collectors.joining(",")) + "]}",
                "Authorization", hub.token(subject)).statusCode()).isEqualTo(200);
        asked++;
        return list(subject, view + "/records" + parameters + "&limit=100");
    }

    /** CSV holds the same values, in whatever order. */
    private void table(String subject, String question, String told, Optional<Map<String, Map<String, String>>> list, List<String> items) {
        HttpResponse<String> answer = get(subject, question, "text/csv");
        assertThat(answer.statusCode() == 200).as("CSV: " + told).isEqualTo(list.isPresent());
        list.ifPresent(records -> records.forEach((id, record) -> {
            String line = answer.body().lines().filter(one -> one.contains(id)).findFirst().orElseThrow();
            record.values().forEach(value -> assertThat(line).as("CSV: " + told).contains(value));
            ExitRules.LEVELS.keySet().stream().filter(item -> !record.containsKey(item) || !record.get(item).equals(plain(id).get(item))).filter(item -> !item.equals("title"))
                    .forEach(item -> assertThat(line).as("CSV, " + item + ": " + told).doesNotContain(plain(id).get(item)));
        }));
        asked++;
    }

    private static Map<String, String> texts(JsonNode record) {
        Map<String, String> texts = new LinkedHashMap<>();
        ExitRules.LEVELS.keySet().stream().filter(record::hasNonNull).forEach(item -> texts.put(item, record.get(item).asString()));
        return texts;
    }

    private static HttpResponse<String> get(String subject, String question, String type) {
        return caller.get(question, "Authorization", hub.token(subject), "Accept", type);
    }

    private static void noValue(String text) {
        stored.values().forEach(row -> Stream.of("reporter_name", "reporter_phone", "reporter_id_number").forEach(item -> assertThat(text).doesNotContain(row.get(item))));
    }

    /** Neither the hub's log nor the audit log holds what was shown. */
    private static void nothingElsewhere() throws IOException {
        stored.values().forEach(row -> Stream.of("reporter_name", "reporter_phone", "reporter_id_number").forEach(item -> assertThat(hub.said(row.get(item))).isFalse()));
        try (Stream<Path> files = Files.list(hub.data().resolve("audit"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith(".jsonl")).toList()) {
                noValue(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
    }
}
