package datong;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static datong.TestHub.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import datong.mapping.yaml.MappingFolder;
import datong.sample.SampleDistrict;
import datong.studio.KeptSamples;
import datong.web.console.Browser;
import datong.web.console.PageChecks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A steward in a real browser makes the mapping of the duty log from nothing, sees records arrive, changes it, and is attacked. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(Integer.MAX_VALUE)
class StudioIT {
    private static final String LOG = "street-hotline";
    private static final String MAPPING = "mappings/street-hotline.mapping.yaml";
    private static final double PATIENCE = 600_000;
    @TempDir
    private static Path folder;
    private static TestHub hub;
    private static Browser browser;
    private static Path inbox;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        hub = TestHub.start(folder.resolve("hub"), "--datong.studio.every=300ms");
        Files.delete(hub.file(MAPPING));
        Files.delete(hub.file("mappings/street-hotline.examples.yaml"));
        Files.delete(hub.file("integrations/street-hotline.camel.yaml"));
        until("the sample's own mapping ends", () -> hub.part(MappingFolder.class).find(LOG).isEmpty());
        inbox = Files.createDirectories(folder.resolve("sample"));
        new SampleDistrict(1, 20_000).writeTo(inbox);
        browser = Browser.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void stop() {
        browser.close();
        hub.close();
    }

    @AfterEach
    void signOut() {
        contexts.forEach(BrowserContext::close);
    }

    private Page signedIn(String person, int width, ColorScheme scheme, String language) {
        BrowserContext context = browser.browser().newContext(new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL(hub.address()).setViewportSize(width, 900).setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(error -> complaints.add(page.url() + " " + error));
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.navigate("/mappings?lang=" + language);
        page.fill("input[name=username]", person);
        page.fill("input[name=password]", hub.secret(person));
        page.locator("form button").last().click();
        page.waitForURL("**/mappings*");
        return page;
    }

    private Page steward() {
        return signedIn("steward", 1280, ColorScheme.LIGHT, "zh");
    }

    private static Path dutyLog() throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(LOG))) {
            return files.filter(file -> file.toString().contains("11月")).findFirst().orElseThrow();
        }
    }

    private static void take(Page page, String source, FilePayload file) {
        page.navigate("/studio");
        page.fill("#source", source);
        page.setInputFiles("input[name=file]", file);
        page.locator(".studio-begin button").click();
    }

    /** Makes a change and waits for the page's new state; a page still loading would not hear it. */
    private static void changed(Page page, Runnable change) {
        page.waitForFunction("() => document.readyState === 'complete'");
        page.waitForResponse(response -> response.request().method().equals("POST") && response.url().contains("/studio/"), change);
        page.waitForFunction("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");
    }

    private static void choose(Page page, String header, String item) {
        String select = "#item-" + column(page, header);
        if (!page.inputValue(select).equals(item)) {
            changed(page, () -> page.selectOption(select, item));
        }
    }

    private static int column(Page page, String header) {
        return Integer.parseInt(page.locator("article.column").filter(new com.microsoft.playwright.Locator.FilterOptions()
                .setHas(page.locator("h3 > span:text-is('" + header + "')"))).first().getAttribute("id").substring(2));
    }

    @Test
    @Order(1)
    void theDutyLogIsMappedFromNothingAndItsRecordsArrive() throws IOException {
        Page page = steward();
        take(page, LOG, new FilePayload("值班电话登记表-11月.xls", "application/vnd.ms-excel", Files.readAllBytes(dutyLog())));

        assertThat(page.locator("[data-result]")).containsText("0 行将隔离");
        assertThat(page.locator("main")).not().containsText("15400001006");
        assertThat(page.locator("#item-" + column(page, "电话"))).hasValue("reporter_phone");
        choose(page, "反映事项", "title");
        assertThat(page.locator("#yaml")).containsText("{ from: 反映事项, redact: true }");
        fixed(page, "channel", "const", "STREET_HOTLINE");
        fixed(page, "status", "expr", "row['处理情况'].contains('已') ? 'REPLIED' : 'REGISTERED'");
        fixed(page, "division_code", "const", "110199001000");
        changed(page, () -> {
            page.fill("#h-reference", "北京市街道办事处条例 第二十四条");
            page.press("#h-reference", "Tab");
        });
        assertThat(page.locator("#yaml")).containsText("reference: 北京市街道办事处条例 第二十四条");
        page.click("#to-diff");
        assertThat(page.locator("[data-diff=records]")).containsText("转为入库");
        page.click("#save");
        assertThat(page.locator("[data-result]")).containsText("版本 1.0.0 生效");
        assertThat(complaints).isEmpty();

        assertThat(hub.part(MappingFolder.class).find(LOG)).isPresent();
        assertThat(Files.readString(hub.file(MAPPING))).contains("key: [日期, 序号]\n", "  title:          { from: 反映事项, redact: true }\n");
        hub.drop(LOG, "值班电话登记表-11月.xls", Files.readAllBytes(dutyLog()));
        TestHub.Delivered delivered = hub.delivered(LOG, "值班电话登记表-11月.xls");
        assertThat(delivered.state()).as(delivered.toString()).isEqualTo("DONE");
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE channel = 'STREET_HOTLINE'")).isGreaterThan(50);
        assertThat(log()).contains("\"MAPPING_SAVED\"").doesNotContain("15400001006");
        until("a sample is kept, sealed", () -> hub.part(KeptSamples.class).about(LOG).isPresent());
        assertThat(hub.part(KeptSamples.class).read(LOG, 1_000)).isNotEmpty();
        assertThat(hub.database().sql("SELECT sealed FROM studio.sample LIMIT 1").query(byte[].class).single()).satisfies(
                sealed -> assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("晨光", "电话"));
    }

    private static void fixed(Page page, String item, String kind, String value) {
        page.selectOption("#add-item", item);
        page.selectOption("#add-kind", kind);
        page.fill("#add-value", value);
        changed(page, () -> page.click("#add"));
        assertThat(page.locator("#yaml")).containsText(item + ":");
    }

    @Test
    @Order(2)
    void aChangeIsRunOverTheKeptRecordsBeforeItCounts() throws IOException {
        Page page = steward();
        page.navigate("/studio?source=" + LOG);
        assertThat(page.locator("main")).containsText("保留了");
        page.locator(".studio-begin button").click();
        assertThat(page.locator("h1")).containsText("修改现行映射");
        String before = Files.readString(hub.file(MAPPING));

        choose(page, "来电人", "");
        choose(page, "经办人", "lead_org_name");
        page.click("#to-diff");
        assertThat(page.locator("main")).containsText("保留的");
        assertThat(page.locator("[data-diff=items]")).containsText("不再涉及");
        assertThat(page.locator("[data-diff=records]")).containsText("内容改变");
        assertThat(Files.readString(hub.file(MAPPING))).as("nothing counts before it is applied").isEqualTo(before);
        page.click("#save");
        assertThat(page.locator("[data-result]")).containsText("版本 1.1.0 生效");
        assertThat(Files.readString(hub.file(MAPPING))).contains("version: 1.1.0").contains("lead_org_name:").doesNotContain("reporter_name:");
        assertThat(complaints).isEmpty();
    }

    @Test
    @Order(3)
    void aWrongColumnIsMarkedAtItsPlaceWithTheReason() {
        Page page = steward();
        take(page, "evening-line", orders("工单编号,来电时间,紧急程度,备注\nA1,2026-11-03 08:12,特特急,x\nA2,soon,7日,\n"));
        choose(page, "紧急程度", "urgency");
        int urgency = column(page, "紧急程度");
        page.locator("#d-" + urgency + " summary").click();
        changed(page, () -> page.selectOption("#unknown-" + urgency, ""));

        assertThat(page.locator("#c-" + urgency)).hasClass(java.util.regex.Pattern.compile("problem"));
        assertThat(page.locator("#c-" + urgency + " .problems")).containsText("UNMAPPED_CODE");
        assertThat(page.locator("#d-" + urgency)).hasAttribute("open", "");
        assertThat(page.locator("#result td.wrong").first()).containsText("UNMAPPED_CODE");
        changed(page, () -> {
            page.locator("#d-head").evaluate("one => { one.open = true; }");
            page.fill("#h-retention", "soon");
            page.press("#h-retention", "Tab");
        });
        assertThat(page.locator("#yaml .wrong")).containsText("retention_days");
        assertThat(page.locator(".bench-right [role=alert]")).containsText("不会生效");
    }

    private static FilePayload orders(String text) {
        return new FilePayload("orders.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Order(4)
    void everyPageStandsInBothLanguagesWidthsAndLights() {
        for (String[] way : new String[][] {{"1280", "LIGHT", "zh"}, {"1280", "DARK", "en"}, {"390", "LIGHT", "en"}, {"390", "DARK", "zh"}}) {
            Page page = signedIn("steward", Integer.parseInt(way[0]), ColorScheme.valueOf(way[1]), way[2]);
            take(page, LOG, new FilePayload("log.csv", "text/csv", "序号,日期,时间,来电人,电话,反映事项,处理情况,经办人,备注\n1,11.3,9点多,钱大爷,010-00000101,灯不亮,已告社区,小王,\n".getBytes(StandardCharsets.UTF_8)));
            page.waitForSelector("#yaml");
            page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })");
            PageChecks.hold(page, String.join(" ", way) + " " + page.url());
            page.click("#to-diff");
            page.waitForSelector("[data-diff=records]");
            PageChecks.hold(page, String.join(" ", way) + " " + page.url());
            page.navigate("/studio");
            PageChecks.hold(page, String.join(" ", way) + " " + page.url());
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    @Order(5)
    void theKeyboardAloneMapsAColumnAndStaysWhereItIs() {
        Page page = steward();
        take(page, LOG, orders("序号,日期,电话\n1,11.3,010-00000101\n"));
        int phone = column(page, "电话");
        page.focus("#item-" + phone);
        changed(page, () -> page.keyboard().press("ArrowUp"));
        assertThat(page.locator("#item-" + phone)).isFocused();
    }

    @Test
    @Order(6)
    void aBombAnEmptyFileAndAFileWithoutAHeaderAreRefusedWithTheirReason() throws IOException {
        Page page = steward();
        take(page, LOG, new FilePayload("bomb.xlsx", "application/octet-stream", bomb()));
        assertThat(page.locator("[role=alert]")).isVisible();
        take(page, LOG, new FilePayload("empty.csv", "text/csv", new byte[0]));
        assertThat(page.locator("main")).not().containsText("枢纽出错");
        take(page, LOG, orders("赵示例,15400001001,110199194509091170\n钱样本,15400001002,110199199107262152\n"));
        assertThat(page.locator("[role=alert]")).containsText("NO_HEADER");
        assertThat(page.locator("main")).not().containsText("15400001001");
        assertThat(hub.caller().get("/actuator/health").statusCode()).isEqualTo(200);
    }

    /** A small workbook whose sheet unpacks to a gigabyte. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int piece = 0; piece < 1_000; piece++) {
                zip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    @Order(7)
    void scriptsFormulasAndPathsStayWords() throws IOException {
        Page page = steward();
        take(page, "walk-in", orders("编号,时间,<script>window.pwned=1</script>,\"=cmd|' /C calc'!A0\",<img src=x onerror=window.pwned=1>\nW1,2026-11-03 08:00,a,=1+1,b\n"));
        page.waitForSelector("#yaml");
        assertThat(page.evaluate("() => window.pwned")).isNull();
        assertThat(page.locator("h3")).containsText(new String[] {"编号", "时间", "<script>", "=cmd", "<img"});
        page.click("#to-diff");
        page.click("#save");
        assertThat(page.locator("[data-result]")).containsText("生效");
        assertThat(page.locator("main")).containsText("walk-in");
        assertThat(page.evaluate("() => window.pwned")).isNull();
        assertThat(hub.part(MappingFolder.class).find("walk-in")).isPresent();

        for (String path : List.of("../evil", "a/b", "..", "evil.mapping", "%2e%2e%2fevil")) {
            page.navigate("/studio");
            page.evaluate("() => { document.querySelector('#source').removeAttribute('pattern'); document.querySelector('#source').removeAttribute('maxlength'); }");
            page.fill("#source", path);
            page.setInputFiles("input[name=file]", orders("编号,时间\n1,2026-11-03\n"));
            page.locator(".studio-begin button").click();
            assertThat(page.locator("[role=alert]")).containsText("SOURCE_NAME");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            assertThat(found.filter(file -> file.getFileName().toString().startsWith("evil"))).isEmpty();
        }
    }

    @Test
    @Order(8)
    void whoReadsTheCatalogueIsInTheLog() throws IOException {
        long before = log().lines().filter(line -> line.contains("\"CATALOGUE_READ\"")).count();
        Page page = steward();
        page.navigate("/catalogue");
        page.navigate("/catalogue/street-hotline");
        assertThat(page.locator("h1")).isVisible();
        List<String> reads = log().lines().filter(line -> line.contains("\"CATALOGUE_READ\"")).skip(before).toList();
        assertThat(reads).hasSize(2).allMatch(line -> line.contains("\"steward\"")).element(1).asString().contains("\"street-hotline\"");
    }

    @Test
    @Order(9)
    void nobodyElseReadsOrSavesAndNoOtherSiteDoesItInTheirName() {
        Page page = steward();
        take(page, LOG, orders("序号,日期,电话\n1,11.3,010-00000101\n"));
        page.waitForSelector("#yaml");
        String draft = page.url().substring(page.url().lastIndexOf('/') + 1);
        for (String other : List.of("auditor", "street", "operator")) {
            Page theirs = signedIn2(other);
            assertThat(theirs.navigate("/studio").status()).as(other).isEqualTo(403);
            assertThat(theirs.navigate("/studio/" + draft).status()).as(other).isEqualTo(403);
            assertThat(theirs.navigate("/studio/" + draft + "/diff").status()).as(other).isEqualTo(403);
        }
        Object withoutToken = page.evaluate("draft => fetch('/studio/' + draft + '/save', { method: 'POST' }).then(answer => answer.status)", draft);
        assertThat(withoutToken).isEqualTo(403);
        assertThat(page.navigate("/studio/00000000-0000-0000-0000-000000000000").status()).isEqualTo(404);
        assertThat(hub.caller().form("/studio/" + draft + "/save", Map.of(), "Accept", "text/html").statusCode()).isNotEqualTo(200);
    }

    /** Somebody whose groups do not open the mappings. */
    private Page signedIn2(String person) {
        BrowserContext context = browser.browser().newContext(new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL(hub.address()));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.navigate("/studio");
        page.fill("input[name=username]", person);
        page.fill("input[name=password]", hub.secret(person));
        page.locator("form button").last().click();
        page.waitForURL("**/studio*");
        return page;
    }

    @Test
    @Order(10)
    void anIdChosenForAnOpenItemIsStillNotShown() {
        Page page = steward();
        take(page, LOG, orders("序号,日期,编码\n1,11.3,110199194509091170\n2,11.3,110199201405030317\n"));
        choose(page, "编码", "event_code");

        assertThat(page.locator("#c-" + column(page, "编码"))).containsText("没有相应保护");
        assertThat(page.locator("main")).not().containsText("110199194509091170");
        assertThat(page.getByRole(AriaRole.MAIN)).not().containsText("1945090");
    }

    private static String log() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(hub.data().resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
