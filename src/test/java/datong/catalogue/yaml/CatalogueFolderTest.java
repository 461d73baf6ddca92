package datong.catalogue.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.catalogue.Description;
import datong.catalogue.Finding;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFolderTest {
    private static final String CARE = """
            dataset: person-care
            abstract: { zh: 关爱台账, en: Care }
            categories: [基础类/人口]
            update_frequency: MONTHLY
            formats: [XLSX]
            share_methods: [FILE]
            network_channel: GOV_EXTRANET
            %s
            open: NOT_OPEN
            spatial_range: '110199'
            maintainer: 数据科
            updated: 2026-09-01
            """;
    private static final String BASES = """
            bases:
              PIPL-28: { kind: LAW, title: 个人信息保护法 第二十八条 }
              LOCAL: { kind: LOCAL_REG, title: 地方条例 }
            """;
    private static final String ASSESSED = """
            assessments:
              secrecy: { signed_by: 王示例, on: 2026-08-20, result: 无 }
              impact: { signed_by: 王示例, on: 2026-08-20, result: 可控 }
            """;
    @TempDir
    Path folder;

    private CatalogueFolder with(String extra) throws IOException {
        Files.writeString(folder.resolve("legal-bases.yaml"), BASES);
        Files.writeString(folder.resolve("care.catalogue.yaml"), CARE.formatted(extra));
        return new CatalogueFolder(folder);
    }

    private static Description care(CatalogueFolder catalogue) {
        return catalogue.register().find(new DatasetCode("person-care")).orElseThrow();
    }

    @Test
    void theSampleFilesOfTheDistrictAreGood() {
        CatalogueFolder sample = new CatalogueFolder(Path.of("mappings/catalogue"));
        assertThat(sample.problems()).isEmpty();
        assertThat(sample.register().descriptions()).hasSizeGreaterThan(12);
    }

    @Test
    void aRefusalCitesALaw() throws IOException {
        assertThat(care(with("not_shared: { reason: 敏感个人信息, basis: PIPL-28 }")).notShared().orElseThrow().basis().title()).contains("个人信息保护法");
    }

    @Test
    void aRefusalByALocalRuleIsRefused() throws IOException {
        CatalogueFolder catalogue = with("not_shared: { reason: 敏感, basis: LOCAL }");
        assertThat(catalogue.problems()).singleElement().asString().startsWith("mappings/catalogue/care.catalogue.yaml:8: 'LOCAL' is LOCAL_REG; only a law").contains("share under conditions");
        assertThat(catalogue.register().descriptions()).isEmpty();
    }

    @Test
    void sensitiveIsNoLegalBasis() throws IOException {
        assertThat(with("not_shared: { reason: sensitive, basis: sensitive }").problems()).singleElement().asString().contains("care.catalogue.yaml:8: there is no legal basis 'sensitive'");
        assertThat(with("not_shared: { reason: sensitive }").problems()).singleElement().asString().contains("'basis' is missing");
    }

    @Test
    void nothingIsAnnouncedBeforeBothAssessmentsAreSigned() throws IOException {
        assertThat(with("announced: 2026-09-01").problems()).singleElement().asString().contains("before both assessments");
        assertThat(care(with(ASSESSED + "announced: 2026-09-01")).announced()).isPresent();
    }

    @Test
    void ofABrokenFileTheLastGoodVersionStaysAndADeletedOneEnds() throws IOException {
        CatalogueFolder catalogue = with("keywords: [好]");
        Files.writeString(folder.resolve("care.catalogue.yaml"), CARE.formatted("keywordz: [坏]"));
        catalogue.refresh();
        assertThat(catalogue.problems()).singleElement().asString().contains("unknown key 'keywordz'; did you mean 'keywords'?");
        assertThat(care(catalogue).keywords()).containsExactly("好");
        Files.delete(folder.resolve("care.catalogue.yaml"));
        catalogue.refresh();
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.register().descriptions()).isEmpty();
    }

    @Test
    void aLeadIsNamedForItemsOfRegistersOnly() throws IOException {
        Files.writeString(folder.resolve("leads.yaml"), "person: { all: A, items: { name: B } }\n");
        CatalogueFolder catalogue = with("");
        assertThat(catalogue.register().lead(Element.PERSON, new ItemName("name"))).contains("B");
        assertThat(catalogue.register().lead(Element.PERSON, new ItemName("sex"))).contains("A");
        Files.writeString(folder.resolve("leads.yaml"), "matter: { all: A }\n");
        catalogue.refresh();
        assertThat(catalogue.problems()).singleElement().asString().contains("leads.yaml:1: only items of person");
    }

    @Test
    void theSchemaForEditorsHasTheKeysOfTheReader() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/schema/catalogue.schema.json")) {
            JsonNode schema = new ObjectMapper().readTree(file);
            List<String> keys = new ArrayList<>();
            schema.get("properties").fieldNames().forEachRemaining(keys::add);
            assertThat(keys).containsExactlyElementsOf(DescriptionFile.KEYS);
        }
    }

    @Test
    void anItemMayBeSharedOtherwiseThanItsDataset() throws IOException {
        Description care = care(with("""
                item_sharing:
                  sex: { share: UNCONDITIONAL }
                  name: { share: CONDITIONAL, scope: 本街道, purpose: 帮扶 }
                  id_number: { share: NOT_SHARED, reason: 敏感, basis: PIPL-28 }
                """));
        Dataset dataset = dataset(ShareAttribute.CONDITIONAL);
        assertThat(care.share(dataset, new ItemName("sex"))).isEqualTo(ShareAttribute.UNCONDITIONAL);
        assertThat(care.share(dataset, new ItemName("id_number"))).isEqualTo(ShareAttribute.NOT_SHARED);
        assertThat(care.share(dataset, new ItemName("mobile"))).isEqualTo(ShareAttribute.CONDITIONAL);
        assertThat(care.items().get(new ItemName("name")).conditions().orElseThrow().scope()).isEqualTo("本街道");
        assertThat(care.items().get(new ItemName("sex")).place()).isEqualTo("mappings/catalogue/care.catalogue.yaml:9");
        assertThat(care.share(dataset(ShareAttribute.NOT_SHARED), new ItemName("sex"))).isEqualTo(ShareAttribute.NOT_SHARED);
    }

    @Test
    void anItemIsRefusedByALawAndWithNothingElse() throws IOException {
        assertThat(with("item_sharing:\n  sex: { share: NOT_SHARED, reason: 敏感, basis: LOCAL }").problems()).singleElement().asString()
                .startsWith("mappings/catalogue/care.catalogue.yaml:9: 'LOCAL' is LOCAL_REG; only a law");
        assertThat(with("item_sharing:\n  sex: { share: NOT_SHARED }").problems()).singleElement().asString().contains("care.catalogue.yaml:9: 'basis' is missing");
        assertThat(with("item_sharing:\n  sex: { share: UNCONDITIONAL, basis: PIPL-28 }").problems()).singleElement().asString().contains(":9: unknown key 'basis'");
        assertThat(with("item_sharing:\n  sex: { share: SECRET }").problems()).singleElement().asString().contains("'SECRET'");
    }

    @Test
    void anItemThatTheDatasetDoesNotHaveOrWhoseConditionsStandNowhereIsAFinding() throws IOException {
        Description care = care(with("""
                item_sharing:
                  sexx: { share: UNCONDITIONAL }
                  name: { share: CONDITIONAL }
                """));
        assertThat(care.itemFindings(dataset(ShareAttribute.UNCONDITIONAL))).containsExactly(new Finding(Finding.Kind.CONDITIONS_MISSING, "name"), new Finding(Finding.Kind.NO_SUCH_ITEM, "sexx"));
        assertThat(care.itemFindings(dataset(ShareAttribute.NOT_SHARED))).contains(new Finding(Finding.Kind.ITEM_OF_UNSHARED, "name"));
    }

    private static Dataset dataset(ShareAttribute share) {
        return new Dataset(new DatasetCode("person-care"), Element.PERSON, "关爱台账", "Care", "P", share, Set.of(new ItemName("sex"), new ItemName("name"), new ItemName("id_number"),
                new ItemName("mobile")), Set.of());
    }
}
