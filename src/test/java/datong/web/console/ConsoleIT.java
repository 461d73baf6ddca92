package datong.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import datong.retrieval.RetrievalHouse;
import datong.review.Review;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in a real browser, over a district that answers from memory. */
@Order(1)
class ConsoleIT {
    private static final List<String> STEWARDS_PAGES = List.of("/", "/sources", "/sources/hotline-12345", "/nifi", "/nifi/hotline/groups/01a9c64e?start=false", "/batches/01K80000000000000000000B02",
            "/quarantine", "/quarantine?source=hotline-12345", "/quarantine/01K8000000000000000000H001", "/quarantine/requests", "/quarantine/requests/" + TestRequests.ANSWERED, "/quarantine/requests/" + TestRequests.LATE,
            "/quarantine/requests/new?source=hotline-12345&rule=UNMAPPED_CODE&column=-", "/mappings", "/mappings/hotline-12345/preview",
            "/catalogue", "/collection", "/submissions?dataset=visits", "/catalogue?q=phone", "/catalogue?q=nothing", "/catalogue/matter-hotline-12345", "/catalogue/matter-hotline-12345?subject=wang.street&purpose=SERVICE.REQUEST", "/catalogue/matter-hotline-12345/matrix", "/catalogue/matter-hotline-12345/connect", "/catalogue/matter-hotline-12345/connect?as=wang.street", "/views", "/catalogue/matter-hotline-12345/look", "/policies", "/policies/file?name=" + Review.GRANT, "/quality", "/quality/hotline-12345", "/lineage", "/lineage?record=nothing",
            "/lineage/datasets/matter-hotline-12345", "/lineage/datasets/matter-hotline-12345?item=title", "/lineage/records/01K8000000000000000000R001?item=status", "/publications", "/statistics", "/subscriptions", "/publications/releases/01K80000000000000000000R01/risk",
            "/same", "/same?kind=MATTER", "/same/questions/" + TestResolution.PROPOSAL, "/same/clusters", "/same/clusters/" + TestResolution.CLUSTER, "/same/rejected", "/same/names",
            "/same?done=confirmed", "/approvals", "/approvals/" + TestApprovals.ERASURE, "/approvals/" + TestApprovals.RELINKING,
            "/persons", "/persons/" + TestPersons.LATE, "/persons/" + TestPersons.GRANTED, "/persons/" + TestPersons.RESTRICTED, "/persons/" + TestPersons.ACCESS + "/receipt");
    private static final List<String> AUDITORS_PAGES = List.of("/same/clusters/" + TestResolution.CLUSTER, "/", "/sources", "/quarantine", "/audit", "/audit?decision=DENIED", "/audit/compare?by=dataset", "/audit/unusual?all=yes", "/reports?period=2026", "/audit/17", "/audit/239",
            "/audit/verify", "/sharing", "/sharing/" + TestSharing.REFUSED, "/sharing/" + TestSharing.LATE, "/corrections", "/corrections/" + TestSharing.CORRECTED, "/northbound", "/disposal", "/stills", "/submissions", "/submissions/" + TestSharing.SUBMITTED);
    private static final List<String> OFFICERS_PAGES = List.of("/sharing", "/sharing/new", "/sharing/new?dataset=matter-hotline-12345", "/sharing/" + TestSharing.LATE, "/sharing/" + TestSharing.USED, "/corrections", "/corrections/" + TestSharing.DISPUTED);
    private static final List<String> STREETS_PAGES = List.of("/", "/stills", "/stills?dataset=camera-alarms", "/stills/camera-alarms/" + RetrievalHouse.RECORD + 1);
    private static final List<String> SECURITY_PAGES = List.of("/account", "/sign-ins");
    private static final double PATIENCE = 600_000;
    private static ConfigurableApplicationContext console;
    private static Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void launch() throws IOException, InterruptedException {
        console = TestConsole.start();
        browser = Browser.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @AfterAll
    static void close() {
        browser.close();
        console.close();
    }

    @BeforeEach
    void fillQuarantine() {
        console.getBean(TestViews.class).fillQuarantine();
    }

    @AfterEach
    void signOut() {
        contexts.forEach(BrowserContext::close);
    }

    private Page signedIn(String id, int width, ColorScheme scheme, String language) {
        BrowserContext context = browser.browser().newContext(new com.microsoft.playwright.Browser.NewContextOptions().setBaseURL("http://localhost:" + TestConsole.port(console))
                .setHttpCredentials(id, "test").setViewportSize(width, 800).setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.setDefaultNavigationTimeout(PATIENCE);
        page.onPageError(error -> complaints.add(page.url() + " " + error));
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith("http://localhost:" + TestConsole.port(console))) {
                complaints.add("asks outside the hub: " + request.url());
            }
        });
        page.navigate("/?lang=" + language);
        return page;
    }

    private Page security(String id) {
        return signedIn(id, 1280, ColorScheme.LIGHT, "zh");
    }

    private Page steward() {
        return signedIn("zhang.steward", 1280, ColorScheme.LIGHT, "zh");
    }

    private Page auditor() {
        return signedIn("li.audit", 1280, ColorScheme.LIGHT, "zh");
    }

    @ParameterizedTest
    @CsvSource({"zh,LIGHT,DARK", "en,DARK,LIGHT"})
    void everyPageStandsInBothLanguagesWidthsAndLights(String language, ColorScheme wide, ColorScheme narrow) {
        Map.of("zhang.steward", STEWARDS_PAGES, "li.audit", AUDITORS_PAGES, "zhou.officer", OFFICERS_PAGES, "wang.street", STREETS_PAGES, "sun.security", SECURITY_PAGES).forEach((person, paths) -> {
            Page page = signedIn(person, 1280, wide, language);
            for (String path : paths) {
                String where = path + " in " + language + " for " + person;
                show(page, 1280, wide);
                page.navigate(path);
                assertThat(page.evaluate("document.documentElement.lang")).as(where).isEqualTo(language.equals("en") ? "en" : "zh-CN");
                PageChecks.hold(page, where + ", wide");
                show(page, 390, narrow);
                PageChecks.hold(page, where + ", narrow");
            }
        });
        assertThat(complaints).isEmpty();
    }

    private static void show(Page page, int width, ColorScheme scheme) {
        page.setViewportSize(width, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.waitForSelector("html[data-bs-theme=" + scheme.name().toLowerCase(Locale.ROOT) + "]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    @Test
    void aStillIsShownToWhoSaysWhyAndStandsInTheRegister() {
        Page page = signedIn("wang.street", 1280, ColorScheme.LIGHT, "zh");
        page.click("a:text-is('监控画面')");
        page.selectOption("select[name=dataset]", "camera-alarms");
        page.click("button:text-is('查找')");
        PlaywrightAssertions.assertThat(page.locator("a:text-is('调取')")).hasCount(1);
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("已删除");
        page.click("a:text-is('调取')");
        PlaywrightAssertions.assertThat(page.locator("input[name=content]")).hasValue("");
        page.fill("input[name=reason]", "核查垃圾桶满溢告警是否属实");
        page.fill("input[name=content]", "桶周边垃圾堆放情况");
        page.click("button:text-is('调取')");
        PlaywrightAssertions.assertThat(page.locator("figure.still img")).isVisible();
        assertThat(page.evaluate("document.querySelector('figure.still img').naturalWidth")).isEqualTo(80);
        Page auditor = auditor();
        auditor.navigate("/stills");
        PlaywrightAssertions.assertThat(auditor.locator("tbody tr").first()).containsText("核查垃圾桶满溢告警是否属实");
        PlaywrightAssertions.assertThat(auditor.locator("select[name=dataset]")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aDepartmentSeesItsExitsWithExamplesForItsGrantAndItsOwnSavedQuestions() {
        Page page = signedIn("wang.street", 1280, ColorScheme.LIGHT, "en");
        page.navigate("/catalogue/matter-hotline-12345");
        page.click("a:text-is('Connect')");
        PlaywrightAssertions.assertThat(page.locator("select[name=as] option")).hasCount(1);
        page.waitForLoadState();
        assertThat(page.locator("pre").allInnerTexts()).anyMatch(example -> example.contains("/api/v1/datasets/matter-hotline-12345/records?limit=100&purpose="))
                .anyMatch(example -> example.contains("subscriber: wang.street"));
        assertThat(page.content()).contains("DATONG_SQL_PORT");
        assertThat(page.navigate("/catalogue/matter-hotline-12345/connect?as=zhang.steward").status()).isEqualTo(404);
        page.navigate("/catalogue");
        page.click("a:text-is('Saved questions')");
        PlaywrightAssertions.assertThat(page.locator("tbody tr")).hasCount(2);
        page.waitForLoadState();
        assertThat(page.content()).contains("status EQ OPEN").doesNotContain("not-yours");
        page.locator("tr", new Page.LocatorOptions().setHasText("everything")).locator("button").click();
        PlaywrightAssertions.assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(signedIn("li.audit", 1280, ColorScheme.LIGHT, "en").navigate("/views").status()).isEqualTo(403);
    }

    @Test
    void browsersKeepStyleSheetsAndScriptsByVersionAndNoPage() {
        Page page = signedIn("li.audit", 1280, ColorScheme.LIGHT, "en");
        assertThat(page.navigate("/").headerValue("Cache-Control")).contains("no-store");
        List<?> addresses = (List<?>) page.evaluate("[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map(part => part.href || part.src)");
        assertThat(addresses).hasSizeGreaterThan(4).allSatisfy(address -> {
            assertThat((String) address).containsPattern("-[0-9a-f]{32}\\.|/\\d+\\.\\d+\\.\\d+/");
            assertThat(page.request().get((String) address).headers().get("cache-control")).contains("max-age=", "public");
        });
    }

    @Test
    void aCodeIsSetUpBesideOnesPasswordAndAnAdministratorSeesIt() {
        Page page = signedIn("qian.security", 1280, ColorScheme.LIGHT, "en");
        page.navigate("/account");
        page.locator("button", new Page.LocatorOptions().setHasText("Set up a code")).click();
        String secret = page.locator("p.mono").innerText();
        PlaywrightAssertions.assertThat(page.locator("ul.mono li")).hasCount(8);
        page.locator("input[name=code]").fill("000000");
        page.locator("button", new Page.LocatorOptions().setHasText("Turn on")).click();
        PlaywrightAssertions.assertThat(page.locator("[role=alert]")).containsText("wrong");
        page.locator("input[name=code]").fill(datong.web.security.TestAccounts.code(secret));
        page.locator("button", new Page.LocatorOptions().setHasText("Turn on")).click();
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("You give a code");
        page.navigate("/sign-ins");
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("qian.security"));
        PlaywrightAssertions.assertThat(row).containsText("Password and code");
        row.locator("button", new Locator.LocatorOptions().setHasText("Drop the code")).click();
        PlaywrightAssertions.assertThat(page.locator("[role=status]").first()).containsText("qian.security");
        page.locator("tr", new Page.LocatorOptions().setHasText("wang.street")).locator("button", new Locator.LocatorOptions().setHasText("New password")).click();
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("first-start.txt for the operator");
        page.locator("button", new Page.LocatorOptions().setHasText("Renew now")).click();
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("Another key signs");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aProviderAsksToGiveFewerItemsAndTheDemanderIsConsulted() {
        Page page = signedIn("zhou.head", 390, ColorScheme.LIGHT, "en");
        page.navigate("/sharing/" + TestSharing.USED);
        assertThat(page.locator("#onward li")).containsText("title, urgency");
        page.locator("summary", new Page.LocatorOptions().setHasText("Ask to change it")).click();
        Locator form = page.locator("form[action$='/ASK_CHANGE']");
        PageChecks.hold(page, "the form of a change");
        form.getByLabel("urgency").check();
        form.getByLabel("Counts from").fill("2026-01-01");
        form.getByLabel("In words").fill("改由他处提供（示例）");
        form.locator("button").click();
        assertThat(page.locator("[role=alert]")).containsText("tomorrow at the earliest");
        page.locator("summary", new Page.LocatorOptions().setHasText("Ask to change it")).click();
        form.getByLabel("urgency").check();
        form.getByLabel("Counts from").fill("2027-01-04");
        form.getByLabel("In words").fill("改由他处提供（示例）");
        form.locator("button").click();
        assertThat(page.locator("#asked")).containsText("the demander is consulted");
        assertThat(page.locator("form[action$='/FILE']")).hasCount(0);
        PageChecks.hold(page, "an application whose change is under way");
        assertThat(complaints).isEmpty();
    }

    @Test
    void thePictureIsDrawnFromTheTablesUnderIt() {
        Page page = steward();
        page.waitForSelector("body[data-picture=ready]");
        assertThat(page.locator("[data-picture] canvas").count()).isPositive();
        assertThat(page.locator("[data-flow] [data-node]").count()).isEqualTo(3 + 6 + 2);
        assertThat(page.locator("#running progress")).hasAttribute("value", "61");
        assertThat(complaints).isEmpty();
    }

    @Test
    void theRiskOfAReleaseIsDrawnFromItsTables() {
        Page page = steward();
        page.navigate("/publications/releases/01K80000000000000000000R01/risk");
        page.waitForSelector("body[data-picture=ready]");
        assertThat(page.locator("[data-bars] canvas").count()).isEqualTo(2);
        assertThat(page.locator("#items tbody tr").first()).containsText("2 / 6");
        assertThat(complaints).isEmpty();
    }

    @Test
    void englishIsOneClickAwayAndStays() {
        Page page = steward();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("English")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sources").setExact(true)).click();
        assertThat(page.locator("h1")).hasText("Sources");
    }

    @Test
    void theChosenThemeStaysAndIsSetBeforeThePageShows() {
        Page page = steward();
        page.locator("[data-theme-toggle]").click();
        page.navigate("/sources");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    @Test
    void theKeyboardReachesContentNavigationAndMenu() {
        Page page = signedIn("zhang.steward", 390, ColorScheme.LIGHT, "zh");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(page.locator("[data-menu]")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator("nav a").first()).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("来源");
        page.locator("[data-menu]").press("Enter");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-menu]")).hasAttribute("aria-expanded", "false");
    }

    @Test
    void oneNavigationOneMainAndNamedRegionsStandOnAPage() {
        Page page = steward();
        assertThat(page.getByRole(AriaRole.MAIN).count()).isEqualTo(1);
        assertThat(page.getByRole(AriaRole.BANNER).count()).isEqualTo(1);
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("主导航")).count()).isEqualTo(1);
        assertThat(page.locator("nav [aria-current=page]")).hasText("概览");
    }

    @Test
    void aGroupIsReplayedWithProgressAndResult() {
        Page page = steward();
        page.navigate("/quarantine?source=hotline-12345");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重放 hotline-12345 UNMAPPED_CODE")).click();
        assertThat(page.locator("[data-result] dd").first()).hasText("27");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("返回")).click();
        assertThat(page.locator("main")).not().containsText("UNMAPPED_CODE");
        assertThat(complaints).isEmpty();
    }

    @Test
    void selectedRecordsAreReplayedAndNoOthers() {
        Page page = steward();
        page.navigate("/quarantine?source=hotline-12345");
        Locator button = page.locator("[data-replay]");
        assertThat(button).isDisabled();
        page.locator("tbody input[name=id]").nth(0).check();
        page.locator("tbody input[name=id]").nth(1).check();
        button.click();
        assertThat(page.locator("[data-result] dd").first()).hasText("2");
        page.navigate("/quarantine?source=hotline-12345");
        assertThat(page.locator("main")).containsText("81");
    }

    @Test
    void aGroupShowsWhenItsRecordsCameAsBarsAndAsATable() {
        Page page = steward();
        page.navigate("/quarantine?source=hotline-12345");
        assertThat(page.locator("svg.bars").first().locator("rect").count()).isPositive();
        page.locator("details.by-day summary").first().press("Enter");
        assertThat(page.locator("details.by-day").first()).containsText("2026-10-06");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("修正映射 hotline-12345 UNMAPPED_CODE")))
                .hasAttribute("href", java.util.regex.Pattern.compile("/studio\\?source=hotline-12345&column=.+"));
    }

    @Test
    void oneValueIsMendedWithAReasonAndTheRecordLeavesQuarantine() {
        Page page = steward();
        page.navigate("/quarantine/01K8000000000000000000H001");
        page.getByLabel("正确的值").fill("11019919900307002X");
        page.getByLabel("理由（不得含个人信息）").fill("与户籍窗口核对");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("更正并重放")).click();
        assertThat(page.locator("[data-result]")).containsText("已更正");
        assertThat(page.locator("main")).containsText("82");
        assertThat(page.url()).doesNotContain("110199");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aGroupIsSentBackWithANoteAndADayAndIsSeenAmongTheRequests() {
        Page page = steward();
        page.navigate("/quarantine?source=hotline-12345");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("退回来源部门校核 hotline-12345 UNMAPPED_CODE")).click();
        page.getByLabel("说明（不得含个人信息）").fill("请联系15400001001核对");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发出")).click();
        assertThat(page.locator("[role=alert]")).containsText("说明中含有个人信息");
        page.getByLabel("说明（不得含个人信息）").fill("紧急程度的代码无法识别");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发出")).click();
        assertThat(page.locator("h1")).containsText("等候部门答复");
        assertThat(page.locator("main")).containsText("2026-11-17");
        page.navigate("/quarantine/requests");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoMayNotMendSeesNoFormForIt() {
        Page page = auditor();
        page.navigate("/quarantine/01K8000000000000000000H001");
        assertThat(page.locator("form[action$='/mend']")).hasCount(0);
        assertThat(page.locator("main")).containsText("与来电系统录音核对");
    }

    @Test
    void aPreviewShowsProblemsAtTheirCellAndStoresNothing() {
        Page page = steward();
        page.navigate("/mappings/hotline-12345/preview");
        byte[] file = "标题,来电号码,紧急程度\n路灯不亮,15400001001,24小时\n噪声,15400001001,特急\n".getBytes(StandardCharsets.UTF_8);
        page.locator("input[type=file]").setInputFiles(new FilePayload("工单.csv", "text/csv", file));
        page.locator("main form button").click();
        assertThat(page.locator("[data-result]")).containsText("2 条，其中 1 条将被隔离");
        assertThat(page.locator("article.problem td.wide, article.problem tr.problem").first()).containsText("UNMAPPED_CODE");
        assertThat(page.locator("main")).not().containsText("15400001001");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aGroupOfNifiIsStoppedAfterThePageHasSaidWhatThatDoes() {
        Page page = steward();
        page.navigate("/nifi");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("停止 NiFi Flow / 摄像头")).click();
        assertThat(page.locator("main")).containsText("将停止 hotline 中此组的 6 个运行中的组件");
        assertThat(page.locator("main")).containsText("412");
        page.locator("main form button").click();
        assertThat(page.locator("main")).containsText("NiFi Flow / 摄像头");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("停止 NiFi Flow / 摄像头"))).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aFlowFileIsFollowedToItsBatchAndAnAuditorStopsNothing() {
        Page page = auditor();
        page.navigate("/nifi?text=5d0a6c1e");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("01K80000000000000000000B02"))).hasAttribute("href", "/batches/01K80000000000000000000B02");
        assertThat(page.locator("main")).not().containsText("77e1b0a2");
        assertThat(page.locator("main a[href*='start=']")).hasCount(0);
        assertThat(page.navigate("/nifi/hotline/groups/01a9c64e?start=false").status()).isEqualTo(403);
    }

    @Test
    void aFlowFileThatWasSetAsideIsTakenAgainOnceAndByStewardsOnly() {
        Page auditor = auditor();
        auditor.navigate("/nifi?text=77e1b0a2");
        assertThat(auditor.locator("main form[method=post]")).hasCount(0);

        Page page = steward();
        page.navigate("/nifi?text=77e1b0a2");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重新接收 工单-20261103-02.csv")).click();
        assertThat(page.locator("main [role=status]")).containsText("已读取并入账");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("重新接收 工单-20261103-02.csv"))).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theLogIsVerifiedFromThePage() {
        Page page = auditor();
        page.navigate("/audit/verify");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("现在验证")).click();
        assertThat(page.locator("[data-result]")).containsText("日志完整");
        assertThat(page.locator("pre")).containsText("datong.example/log");
        assertThat(page.locator("main")).containsText("is it mounted?");
        assertThat(complaints).isEmpty();
    }

    @Test
    void anAuditorAsksKeepsTheQuestionTakesTheAnswerAwayAndComparesTwoPeriods() {
        Page page = auditor();
        page.navigate("/audit");
        page.getByLabel("谁（人或系统）").fill("wang.street");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查问")).click();
        page.waitForURL("**/audit?*actor=wang.street*");
        assertThat(page.locator("svg.stacked").first().locator("a").count()).isPositive();
        page.locator("details.saved summary").click();
        page.getByLabel("名称").fill("王街道");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("存下此问题")).click();
        page.locator("details.saved summary").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("王街道"))).hasAttribute("href", java.util.regex.Pattern.compile("/audit\\?.*actor=wang\\.street.*"));
        com.microsoft.playwright.APIResponse csv = page.request().get("/audit/export/events.csv?actor=wang.street");
        assertThat(csv.text()).startsWith("\uFEFFindex,time,kind").contains("wang.street");
        assertThat(page.request().get("/audit/export/events.zip?actor=wang.street").body()).startsWith('P', 'K');
        assertThat(console.getBean(TestConsole.Log.class).events).filteredOn(event -> event.kind().equals("AUDIT_EXPORTED")).extracting(event -> event.details().get("format")).containsExactly("CSV", "BUNDLE");
        page.navigate("/audit/export/page?actor=wang.street");
        assertThat(page.locator("main")).containsText("datong.example/log");
        page.navigate("/audit/compare?by=dataset&actor=wang.street");
        assertThat(page.locator("tbody tr").first()).containsText("+360");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aReportDueByLawStandsOnAPageAndInATable() {
        Page page = auditor();
        page.navigate("/reports?period=2026");
        assertThat(page.locator("main")).containsText("按部门的使用");
        assertThat(page.locator("tbody tr").first()).containsText("1800");
        assertThat(page.request().get("/reports/report.csv?period=2026&lang=zh").text()).startsWith("\uFEFF按部门的使用,2026-01-01,2026-12-31\r\n部门,允许,拒绝\r\n");
        assertThat(steward().navigate("/reports").status()).isEqualTo(403);
    }

    @Test
    void aFindingIsToldInWordsAndLookedAtByAnAuditorWithANote() {
        Page page = auditor();
        page.navigate("/audit/unusual");
        assertThat(page.locator("main")).containsText("当日 53 次访问中有 41 次在 07:00 至 20:00 以外或休息日");
        page.locator("input[name=note]").first().fill("汛期值班");
        page.locator("form.inline button").first().click();
        assertThat(page.locator("main")).containsText("没有待看的异常");
        page.navigate("/audit/unusual?all=yes");
        assertThat(page.locator("main")).containsText("汛期值班");
        assertThat(complaints).isEmpty();
    }

    @Test
    void anEventShowsItsInclusionProof() {
        Page page = auditor();
        page.navigate("/audit");
        page.locator("#events tbody th a").first().click();
        page.navigate("/audit/17");
        assertThat(page.locator("[data-proof] tr").count()).isEqualTo(5);
        assertThat(page.request().get(page.locator("a[download]").evaluate("link => link.href").toString()).text()).contains("datong-evidence/1");
    }

    @Test
    void whatAnotherWouldSeeReadsNoRow() {
        Page page = steward();
        page.navigate("/catalogue/matter-hotline-12345?subject=wang.street&purpose=SERVICE.REQUEST");
        assertThat(page.locator("[data-result]")).containsText("允许");
        assertThat(page.locator("main")).containsText("遮盖文本");
        assertThat(page.locator("form[action$='/sample']").count()).isZero();
    }

    @Test
    void whoSeesWhatIsOneTableAndNotForEverybody() {
        Page page = steward();
        page.navigate("/catalogue/matter-hotline-12345");
        page.click("a[href$='/matrix']");
        assertThat(page.locator("#matrix thead")).containsText("wang.street");
        assertThat(page.locator("#matrix")).containsText("遮盖文本");
        assertThat(page.locator("main")).containsText("看不到");
        assertThat(complaints).isEmpty();
        assertThat(signedIn("wang.street", 1280, ColorScheme.LIGHT, "zh").navigate("/catalogue/matter-hotline-12345/matrix").status()).isEqualTo(403);
    }

    @Test
    void whatSomebodyWouldSeeStandsInThreeColumnsAndRawValuesNever() {
        for (String language : List.of("zh", "en")) {
            Page page = signedIn("zhang.steward", language.equals("zh") ? 1280 : 390, ColorScheme.LIGHT, language);
            page.navigate("/catalogue/matter-hotline-12345/look");
            page.selectOption("[name=subject]", "wang.street");
            page.selectOption("[name=purpose]", "SERVICE.REQUEST");
            page.click("#look button");
            assertThat(page.locator("[data-record]")).hasCount(2);
            assertThat(page.locator("[data-record]").first().locator("[data-kind=value]").first()).containsText("154****1001");
            assertThat(page.locator("[data-record]").first().locator("[data-kind=form]")).not().hasCount(0);
            assertThat(page.locator("main").innerText()).doesNotContain("15400001001");
            PageChecks.hold(page, "the look in " + language);
            page.locator("a[href*='line=']").first().click();
            assertThat(page.locator("#around .added")).hasCount(1);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoHasNoRightToTheRecordsSeesTreatmentsOnly() {
        Page page = security("sun.security");
        page.navigate("/catalogue/matter-hotline-12345/look");
        page.selectOption("[name=group]", "street-office");
        page.fill("[name=division]", "110199001");
        page.click("#look button");
        assertThat(page.locator("main [role=alert]")).isVisible();
        page.selectOption("[name=organisation]", "11110199MB00DEN308");
        page.selectOption("[name=group]", "street-office");
        page.fill("[name=division]", "110199001");
        page.click("#look button");
        assertThat(page.locator("#sight")).containsText("只显示处理方式");
        assertThat(page.locator("[data-kind=value]")).hasCount(0);
        assertThat(complaints).isEmpty();
        assertThat(auditor().navigate("/catalogue/matter-hotline-12345/look").status()).isEqualTo(403);
        assertThat(signedIn("wang.street", 1280, ColorScheme.LIGHT, "zh").navigate("/catalogue/matter-hotline-12345/look").status()).isEqualTo(403);
    }

    @Test
    void onesOwnSampleGoesTheAuditedWay() {
        Page page = signedIn("wang.street", 1280, ColorScheme.LIGHT, "zh");
        page.navigate("/catalogue/matter-hotline-12345?purpose=SERVICE.REQUEST");
        page.locator("form[action$='/sample'] button").click();
        assertThat(page.locator("main")).containsText("序号 241");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aReleaseIsRefusedWithItsRuleOrPublished() {
        Page page = steward();
        page.navigate("/publications");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发布新版 matter-open")).click();
        assertThat(page.locator("[role=alert]")).containsText("CLEAR_PERSONAL_VALUE");
        page.navigate("/publications");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("发布新版 components")).click();
        assertThat(page.locator("[data-result]")).containsText("v1");
    }

    @Test
    void aClosedPageExplainsWhoItIsOpenTo() {
        Page page = steward();
        assertThat(page.locator("nav a[href='/audit']").count()).isZero();
        assertThat(page.navigate("/audit").status()).isEqualTo(403);
        assertThat(page.locator("main")).containsText("审计员");
        assertThat(page.navigate("/audit/17").status()).isEqualTo(403);
        assertThat(console.getBean(TestConsole.Log.class).events.getLast()).satisfies(event -> {
            org.assertj.core.api.Assertions.assertThat(event.kind() + ' ' + event.actor() + ' ' + event.decision() + ' ' + event.rule())
                    .isEqualTo("PAGE_REFUSED zhang.steward DENIED console-page: role");
            org.assertj.core.api.Assertions.assertThat(event.details()).hasEntrySatisfying("page", pattern -> org.assertj.core.api.Assertions.assertThat(pattern).startsWith("/audit/{index"));
        });
        assertThat(page.navigate("/quarantine/nonsense").status()).isEqualTo(404);
        assertThat(page.locator("main")).containsText("没有这个页面");
        assertThat(page.navigate("/nowhere").status()).isEqualTo(404);
        assertThat(page.locator("main")).containsText("没有这个页面");
        assertThat(page.navigate("/catalogue/matter-hotline-12345?action=NONSENSE").status()).isEqualTo(400);
        assertThat(page.locator("main")).containsText("请求有误");
    }

    @Test
    void auditorsSeeReasonsButNeverARecord() {
        Page page = auditor();
        page.navigate("/quarantine/01K8000000000000000000H001");
        assertThat(page.locator("main")).containsText("只对该来源的数据管理员显示");
        assertThat(page.locator("main")).not().containsText("110199");
        assertThat(page.locator("main form").count()).isZero();
    }

    @Test
    void aStrictContentPolicyStandsOnEveryPage() {
        Page page = steward();
        String policy = page.navigate("/sources").headerValue("Content-Security-Policy");
        assertThat(policy).contains("script-src 'self'").contains("default-src 'none'").doesNotContain("unsafe");
    }

    @Test
    void aPairIsConfirmedWithAReasonAndAnEventUndone() {
        Page page = steward();
        page.navigate("/same");
        page.locator("tbody th a").first().click();
        assertThat(page.locator("main")).containsText("赵**");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("理由 A B")).fill("电话核实");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("是同一个 A B")).click();
        assertThat(page.locator("[data-result]")).containsText("已确认为同一个");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("理由 A B")).fill("看过了");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("不是 A B").setExact(true)).click();
        assertThat(page.locator("[role=alert]")).containsText("别人已经判断过了");
        page.navigate("/same/clusters/" + TestResolution.CLUSTER);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("理由 7")).fill("看错了");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("撤销 7")).click();
        assertThat(page.locator("[data-result]")).containsText("已撤销");
        assertThat(console.getBean(TestResolution.class).decided()).contains("confirm " + TestResolution.CANDIDATE + " zhang.steward 电话核实", "undo 7 看错了");
        assertThat(complaints).isEmpty();
    }

    @Test
    void auditorsSeeWhatWasMergedButDecideNothing() {
        Page page = auditor();
        page.navigate("/same/questions/" + TestResolution.PROPOSAL);
        assertThat(page.locator("main form").count()).isZero();
        assertThat(page.locator("main")).containsText("由其数据管理员判断");
    }

    @Test
    void twoSecurityAdministratorsRenewAKeyAndSeeNoRequestAboutAPerson() {
        Page sun = security("sun.security");
        sun.navigate("/approvals");
        assertThat(sun.content()).doesNotContain(TestApprovals.ERASURE, TestApprovals.RELINKING, "name=\"numbers\"", "name=\"pseudonym\"");
        sun.navigate("/approvals/" + TestApprovals.ERASURE);
        assertThat(sun.content()).doesNotContain("household-register");
        sun.navigate("/approvals");
        sun.locator("form[action='/approvals/keys']").locator("xpath=..").locator("summary").click();
        sun.locator("form[action='/approvals/keys'] textarea").fill("每年更换（示例）");
        sun.locator("form[action='/approvals/keys'] button").click();
        PlaywrightAssertions.assertThat(sun.locator("dl.facts")).containsText("sun.security");
        String request = sun.url();

        Page steward = steward();
        steward.navigate("/approvals");
        assertThat(steward.content()).contains("name=\"numbers\"").doesNotContain("action=\"/approvals/keys\"");
        steward.navigate(request);
        assertThat(steward.locator("form[action$='/confirm']").count()).isZero();
        Page qian = security("qian.security");
        qian.navigate(request);
        qian.locator("form[action$='/confirm'] button").click();
        PlaywrightAssertions.assertThat(qian.locator("dl.facts")).containsText("qian.security");
    }

    @Test
    void aChangeOfPoliciesIsComparedThenSavedThenApprovedBySomebodyElse() {
        Review review = console.getBean(Review.class);
        Page sun = security("sun.security");
        sun.navigate("/policies/file?name=" + Review.GRANT);
        String text = sun.locator("#text").inputValue();
        sun.locator("#text").fill(text.replace("clear: [reporter_phone]", "clear: [reporter_fone]"));
        sun.locator("#try").click();
        PlaywrightAssertions.assertThat(sun.locator(".notice.bad")).containsText("reporter_phone");
        sun.waitForLoadState();
        assertThat(sun.locator(".notice.bad").innerText()).contains(Review.GRANT);
        assertThat(sun.locator("#text").inputValue()).as("what was written is kept").contains("reporter_fone");

        sun.locator("#text").fill(text.replace("clear: [reporter_phone]\n", ""));
        sun.locator("#try").click();
        PlaywrightAssertions.assertThat(sun.locator("#expectations")).containsText("departments.expect.yaml");
        sun.waitForLoadState();
        assertThat(sun.locator("#differences tbody").innerText()).contains("不再明文", "reporter_phone", "reveal → mask", "120", "60");
        assertThat(sun.locator("pre.source .gone").first().innerText()).contains("clear: [reporter_phone]");
        sun.locator("#save").click();
        PlaywrightAssertions.assertThat(sun.locator(".notice.good")).containsText("已保存");

        review.inForce.refresh();
        sun.navigate("/policies");
        sun.locator("#waiting a").click();
        sun.locator("#approve").click();
        PlaywrightAssertions.assertThat(sun.locator(".notice.bad")).containsText("须由他人批准");

        Page qian = security("qian.security");
        qian.navigate("/policies");
        qian.locator("#waiting a").click();
        qian.locator("#approve").click();
        PlaywrightAssertions.assertThat(qian.locator(".notice.good")).containsText("已批准");
        assertThat(review.inForce.refresh()).isTrue();
        qian.navigate("/policies");
        assertThat(qian.locator("#waiting").count()).isZero();
        assertThat(qian.locator("#steps tbody").innerText()).contains("已批准", "qian.security", "已比较", "sun.security");
    }

    @Test
    void aChangeOfPoliciesThatWaitsIsTakenBack() {
        Review review = console.getBean(Review.class);
        review.edit(Review.GRANT, "maxRows: 500", "maxRows: 600");
        review.inForce.refresh();
        Page sun = security("sun.security");
        sun.navigate("/policies");
        sun.locator("#waiting a").click();
        PlaywrightAssertions.assertThat(sun.locator("pre.source")).containsText("-maxRows: 500");
        PlaywrightAssertions.assertThat(sun.locator("pre.source")).containsText("+maxRows: 600");
        sun.locator("#take-back").click();
        PlaywrightAssertions.assertThat(sun.locator(".notice.good")).containsText("已撤回");
        review.inForce.refresh();
        assertThat(review.changes.waiting()).isEmpty();
    }

    private static int posted(Page page, String path) {
        return (int) page.evaluate("path => fetch(path, { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('.tools form'))) }).then(answer => answer.status)", path);
    }

    @Test
    void onlySecurityAdministratorsChangePolicies() {
        Page auditor = auditor();
        auditor.navigate("/policies/file?name=" + Review.GRANT);
        assertThat(auditor.locator("#text").count()).isZero();
        assertThat(auditor.locator("pre.source").innerText()).contains("organisation:");
        Page sun = security("sun.security");
        for (String path : List.of("/policies/try?text=x&name=" + Review.GRANT, "/policies/approve?version=x", "/policies/drafts/x/save")) {
            assertThat(posted(auditor, path)).as(path).isEqualTo(403);
            assertThat(posted(sun, path)).as(path).isEqualTo(200);
        }
        assertThat(posted(auditor, "/policies/take-back?version=x")).isEqualTo(403);
        assertThat(auditor.navigate("/policies/file?name=../pom.xml").status()).isEqualTo(404);
    }
}
