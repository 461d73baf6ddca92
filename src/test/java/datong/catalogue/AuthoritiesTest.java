package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ShareAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {
    private static final ItemName NAME = new ItemName("name");
    private static final ItemName SEX = new ItemName("sex");
    private final Dataset police = dataset("police", "P", Element.PERSON, "name", "sex");
    private final Dataset street = dataset("street", "S", Element.PERSON, "name");
    private final List<Dataset> both = List.of(police, street);

    private static Dataset dataset(String code, String provider, Element element, String... items) {
        return new Dataset(new DatasetCode(code), element, code, code, provider, ShareAttribute.NOT_SHARED, Stream.of(items).map(ItemName::new).collect(Collectors.toSet()), Set.of());
    }

    private static Register naming(String department) {
        return new Register(Map.of(), List.of(), Map.of(Element.PERSON, new Register.Lead(Optional.empty(), Map.of(NAME, department))));
    }

    @Test
    void theOnlyHolderLeads() {
        assertThat(new Authorities(both, Register.EMPTY).of(police, SEX)).contains("P");
    }

    @Test
    void severalHoldersWithoutALeadAreAConflict() {
        Authorities authorities = new Authorities(both, Register.EMPTY);
        assertThat(authorities.of(street, NAME)).isEmpty();
        assertThat(authorities.conflicts(street)).containsExactly(new Finding(Finding.Kind.NO_LEAD, "name"));
    }

    @Test
    void theNamedDepartmentLeadsAndTheOtherIsReference() {
        Entries entries = new Entries(both, LedgerSchema.standard(), naming("P"));
        assertThat(entries.of(police, 0).leads(NAME)).isTrue();
        assertThat(entries.of(street, 0).leads(NAME)).isFalse();
        assertThat(new Authorities(both, naming("P")).conflicts(street)).isEmpty();
    }

    @Test
    void aLeadThatProvidesNothingIsTold() {
        assertThat(new Authorities(both, naming("X")).conflicts(police)).containsExactly(new Finding(Finding.Kind.LEAD_WITHOUT_DATA, "name"));
    }

    @Test
    void aMatterIsLedByWhoProvidesIt() {
        Dataset one = dataset("one", "P", Element.MATTER, "title");
        Authorities authorities = new Authorities(List.of(one, dataset("two", "S", Element.MATTER, "title")), Register.EMPTY);
        assertThat(authorities.of(one, new ItemName("title"))).contains("P");
        assertThat(authorities.conflicts(one)).isEmpty();
    }

    @Test
    void aRefusalWithoutALawIsTold() {
        assertThat(new Entries(List.of(police), LedgerSchema.standard(), Register.EMPTY).of(police, 0).findings()).extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_DESCRIBED, Finding.Kind.REFUSAL_WITHOUT_LAW);
    }
}
