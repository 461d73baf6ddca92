package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StewardCommandsTest {
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void theStewardsFolders() throws IOException {
        for (String name : List.of("mappings", "policies")) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(file.toString()));
                }
            }
        }
    }

    @Test
    void theMappingsOfTheSampleDistrictAreGood() {
        assertThat(run("mapping", "lint")).as(out.toString()).isZero();
        assertThat(out.toString()).contains("mappings in", "all good");
    }

    @Test
    void aMisspeltItemIsNamedWithFileAndLine() throws IOException {
        change("mappings/hotline-12345.mapping.yaml", "reporter_phone:", "reporter_fone:");
        assertThat(run("mapping", "lint")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("mappings/hotline-12345\\.mapping\\.yaml:\\d+: .*'reporter_fone'.*did you mean 'reporter_phone'")
                .contains("there is no good mapping 'hotline-12345' to try these examples on");
    }

    @Test
    void thePoliciesOfTheSampleDistrictMeanWhatTheyAreExpectedTo() {
        assertThat(run("policy", "lint")).as(out.toString()).isZero();
        assertThat(out.toString()).containsPattern("[4-9]\\d+ expectations tried: all good|1\\d\\d expectations tried: all good");
    }

    @Test
    void aPolicyThatNoLongerMeansWhatIsExpectedIsNamed() throws IOException {
        Path file = folder.resolve("policies/access/extra.expect.yaml");
        Files.writeString(file, "expect:\n  - { subject: auditor, dataset: hotline-12345, element: matter, action: query, purpose: SERVICE.REQUEST, at: 2026-11-22T10:00, items: { status: reveal } }\n");
        assertThat(run("policy", "lint")).isEqualTo(1);
        assertThat(out.toString()).contains("policies/access/extra.expect.yaml:2: denied by item-level");
    }

    @Test
    void aPolicyThatCannotBeReadIsNamed() throws IOException {
        change("policies/grants/market-hotline.grant.yaml", "clear: [reporter_phone]", "clear: [reporter_fone]");
        assertThat(run("policy", "lint")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("policies/grants/market-hotline\\.grant\\.yaml:\\d+: .*reporter_fone");
    }

    @Test
    void whatAChangedMappingWouldChangeIsListedWithItsPersonalItemsAndNoPhoneInClear() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("data/inbox/walk-in/.done"));
        Files.writeString(inbox.resolve("walk-in.csv"), "number,at,phone\nW-1,2026-11-03 08:00,15400001001\nW-2,2026-11-03 09:00,15400001002\n");
        String mapping = "source: walk-in\nelement: matter\nversion: %s\nprovider: 11110199MB00DEM264\nlegal_basis: { basis: STATUTORY_DUTY }\npurpose: SERVICE.REQUEST\n"
                + "retention_days: 30\nkey: number\nitems:\n  matter_type: { const: REQUEST }\n  division_code: { const: '110199001001' }\n  reported_at: { from: at, as: timestamp }\n";
        Path old = Files.writeString(folder.resolve("old.yaml"), mapping.formatted("1.0.0") + "unused: [phone]\n");
        Path draft = Files.writeString(folder.resolve("draft.yaml"), mapping.formatted("1.1.0") + "  reporter_phone: { from: phone, as: phone }\n");

        assertThat(run("diff", old.toString(), draft.toString(), "walk-in", "--data", folder.resolve("data").toString())).as(out.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("2 record(s) of walk-in.csv", "CHANGED            2", "reporter_phone", "NEWLY PERSONAL").doesNotContain("15400001001");
        assertThat(run("diff", draft.toString(), draft.toString(), inbox.resolve("walk-in.csv").toString())).isZero();
    }

    @Test
    void whatADepartmentSeesIsListedItemByItem() {
        assertThat(run("simulate", "market-system", "hotline-12345", "--purpose", "SERVICE.REQUEST", "--items", "status,reporter_phone,reporter_name")).isZero();
        assertThat(out.toString()).contains("PERMITTED", "grant market-hotline").containsPattern("L3 +reporter_phone +reveal").containsPattern("reporter_name +mask");
    }

    @Test
    void aRefusalNamesItsCheckAndItsRule() {
        assertThat(run("simulate", "auditor", "hotline-12345", "--purpose", "SERVICE.REQUEST", "--items", "status")).isEqualTo(1);
        assertThat(out.toString()).contains("REFUSED by the check ITEM_LEVEL", "access/1-never deny 1");
    }

    @Test
    void anUnknownSubjectIsToldWhoThereIs() {
        assertThat(run("simulate", "nobody", "hotline-12345", "--purpose", "SERVICE.REQUEST")).isEqualTo(2);
        assertThat(err.toString()).contains("knows no 'nobody'", "market-system");
    }

    @Test
    void aPreviewMasksWhatIsRestricted() throws IOException {
        Path file = delivery("王小明", "15400001001");
        assertThat(run("preview", "probe", file.toString())).as(out.toString() + err).isZero();
        assertThat(out.toString()).contains("reporter_phone", "154****1001", "← 电话", "L3, personal data", "1 would be stored, 0 would go to quarantine").doesNotContain("15400001001", "王小明");
    }

    @Test
    void aPreviewShowsWhatTheValidatorWouldRefuseAndWhy() throws IOException {
        Path file = delivery("王小明".repeat(80), "15400001001");
        assertThat(run("preview", "probe", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("QUARANTINE", "REJECTED", "reporter_name", "0 would be stored, 1 would go to quarantine").doesNotContain("15400001001", "王小明");
    }

    @Test
    void aPreviewNamesTheColumnsThatTheMappingDoesNotKnow() throws IOException {
        Path file = delivery("王小明", "15400001001");
        Files.writeString(file, Files.readString(file).replaceFirst("姓名", "姓名全称"));
        assertThat(run("preview", "probe", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("HEADER_DRIFT", "姓名全称");
    }

    @Test
    void aPreviewInClearIsRefused() throws IOException {
        assertThat(run("preview", "probe", delivery("甲", "1").toString(), "--clear")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no --clear");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        delivery("甲", "1");
        assertThat(run("preview", "probe", folder.resolve("missing.csv").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
    }

    @Test
    void aSampleOfASourceFitsItsMapping() {
        assertThat(sample()).isZero();
        assertThat(out.toString()).contains("open311", "opinion-feeds", "grid-events");
        assertThat(sample("opinion-feeds", "--records", "30", "--to", folder.resolve("tried").toString())).isZero();
        assertThat(run("preview", "opinion-feeds", folder.resolve("tried/feed.xml").toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("30");
        assertThat(sample("opinion-fed")).isEqualTo(2);
        assertThat(err.toString()).contains("'opinion-fed'", "opinion-feeds");
    }

    @Test
    void aMisspeltCommandIsRefusedAndStartsNoHub() {
        assertThat(DatongCommand.knows(new String[] {"simulat"})).isTrue();
        assertThat(DatongCommand.knows(new String[] {"--server.port=8081"})).isFalse();
        assertThat(DatongCommand.knows(new String[0])).isFalse();
        assertThat(run("simulat")).isEqualTo(2);
        assertThat(err.toString()).contains("simulat");
    }

    private Path delivery(String name, String phone) throws IOException {
        Files.writeString(folder.resolve("mappings/probe.mapping.yaml"), """
                source: probe
                element: matter
                version: 1.0.0
                provider: 11110199MB00DEM264
                legal_basis: { basis: STATUTORY_DUTY }
                purpose: SERVICE.REQUEST
                retention_days: 30
                key: 编号
                items:
                  matter_type: { const: REQUEST }
                  reported_at: { const: 2026-11-03T00:00:00Z }
                  reporter_name: 姓名
                  reporter_phone: { from: 电话, as: mobile }
                """);
        return Files.writeString(folder.resolve("probe.csv"), "编号,姓名,电话\nA1," + name + "," + phone + "\n");
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private int sample(String... arguments) {
        return DatongCommand.run(Stream.concat(Stream.of("sample"), Stream.of(arguments)).toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--config", folder.toString())).toArray(String[]::new);
        return DatongCommand.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
