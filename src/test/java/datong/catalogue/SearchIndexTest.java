package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.catalogue.hanlp.HanlpWords;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import datong.studio.Synonyms;
import datong.studio.yaml.SynonymFiles;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchIndexTest {
    private static final List<Dataset> DATASETS = List.of(
            dataset("matter-hotline", "12345热线工单", "12345 hotline work orders", Element.MATTER, "title", "reporter_phone", "reported_at"),
            dataset("person-floating", "流动人口台账", "Register of floating population", Element.PERSON, "name", "id_number", "marital_status", "mobile"),
            dataset("thing-air", "空气质量小时值", "Hourly air quality", Element.THING, "thing_name", "lon", "lat"),
            dataset("place-rent", "出租房屋台账", "Register of rented homes", Element.PLACE, "division_code"));
    private final SearchIndex index = new SearchIndex(new Entries(DATASETS, LedgerSchema.standard(), Register.EMPTY).all(), new HanlpWords());

    private static Dataset dataset(String code, String chinese, String english, Element element, String... items) {
        return new Dataset(new DatasetCode(code), element, chinese, english, "P", ShareAttribute.CONDITIONAL, Stream.of(items).map(ItemName::new).collect(Collectors.toSet()), Set.of());
    }

    private List<String> found(String words) {
        return index.search(words, code -> true, 10).stream().map(hit -> hit.dataset().value()).toList();
    }

    @Test
    void chineseIsFoundByWord() {
        assertThat(found("空气")).containsExactly("thing-air");
        assertThat(found("流动人口")).first().isEqualTo("person-floating");
        assertThat(found("热线的工单")).first().isEqualTo("matter-hotline");
    }

    @Test
    void charactersOfTwoWordsAreNoWord() {
        assertThat(found("气质")).as("the middle of 空气质量").isEmpty();
        assertThat(found("口台")).as("the seam of 流动人口|台账").isEmpty();
    }

    @Test
    void anItemIsFoundByItsLabelInBothLanguages() {
        assertThat(index.search("婚姻", code -> true, 10).getFirst().items()).containsExactly(new ItemName("marital_status"));
        assertThat(index.search("marital", code -> true, 10).getFirst().items()).containsExactly(new ItemName("marital_status"));
    }

    @Test
    void anItemIsFoundByWhatPeopleCallIt() {
        Synonyms synonyms = SynonymFiles.standard();
        SearchIndex named = new SearchIndex(new Entries(DATASETS, LedgerSchema.standard(), Register.EMPTY).all(), new HanlpWords(),
                (element, item) -> synonyms.of(element, item).stream().filter(word -> !word.weak()).map(Synonyms.Word::text).toList());

        assertThat(named.search("身份证", code -> true, 10).getFirst().items()).contains(new ItemName("id_number"));
        assertThat(named.search("身份证号", code -> true, 10).getFirst().dataset().value()).isEqualTo("person-floating");
    }

    @Test
    void englishIsFoundByItsBeginningAndWithLettersWrong() {
        assertThat(found("hotl")).containsExactly("matter-hotline");
        assertThat(found("hotlnie")).containsExactly("matter-hotline");
        assertThat(found("reporter_phnoe")).first().isEqualTo("matter-hotline");
        assertThat(found("populatoin")).containsExactly("person-floating");
    }

    @Test
    void whatHasMoreOfTheWordsStandsFirst() {
        assertThat(found("台账 出租")).containsExactly("place-rent", "person-floating");
    }

    @Test
    void whatMayNotBeKnownIsNotFound() {
        assertThat(index.search("台账", code -> !code.value().equals("place-rent"), 10)).extracting(hit -> hit.dataset().value()).containsExactly("person-floating");
    }

    @Test
    void nothingIsFoundByNothing() {
        assertThat(found("")).isEmpty();
        assertThat(found(" ,;!? ")).isEmpty();
        assertThat(found("quetzalcoatl")).isEmpty();
    }
}
