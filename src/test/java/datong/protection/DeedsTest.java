package datong.protection;

import static org.assertj.core.api.Assertions.assertThat;

import datong.approval.Deed;
import datong.approval.Request;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.policy.Treatment;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two persons may want of the keys. */
class DeedsTest {
    private static final ItemDefinition ID = LedgerSchema.standard().element(Element.PERSON).item(new ItemName("id_number")).orElseThrow();
    private static final Recipient HEALTH = new Recipient("12110199MB00DEM34U", "SERVICE.REQUEST");
    private static final List<String> PEOPLE = List.of("110199195803121021", "110199194509091170", "110199195803121021");
    private final CryptoSuites suites = new BouncyCastleSuites();
    private KeyRing ring;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        ring = KeyRing.create(folder.resolve("ring"), Suite.INTERNATIONAL, suites);
    }

    @Test
    void aPseudonymOfAnyKeyVersionIsRelinkedForItsRecipientAndPurposeOnly() {
        Map<String, String> terms = terms(pseudonym("110199195803121021"));
        ring.rotate(KeyPurpose.PSEUDONYM);
        assertThat(relinking().check(terms)).isInstanceOfSatisfying(Deed.Asked.Possible.class, possible -> assertThat(possible.about()).doesNotContainKey("pseudonym"));
        Deed.Done done = relinking().carryOut(request(Map.of()), terms, soFar -> { });
        assertThat(done.answer()).contains("110199195803121021");
        assertThat(done.outcome()).isEqualTo(Map.of("records", "2"));
        terms.put(Relinking.PURPOSE, "STATISTICS");
        assertThat(relinking().carryOut(request(Map.of()), terms, soFar -> { }).answer()).isEmpty();
        terms.put(Relinking.PURPOSE, HEALTH.purpose());
        terms.put(Relinking.RECIPIENT, "11110199MB00DEM264");
        assertThat(relinking().carryOut(request(Map.of()), terms, soFar -> { }).answer()).isEmpty();
    }

    @Test
    void whatIsNoPseudonymOfThisRingCannotBeAskedFor() {
        for (String text : List.of("", "p9_" + "a".repeat(26), "p1_short", "110199195803121021")) {
            assertThat(relinking().check(terms(text))).as(text).isEqualTo(new Deed.Asked.Impossible("PSEUDONYM"));
        }
        Map<String, String> elsewhere = terms(pseudonym("110199195803121021"));
        elsewhere.put(Relinking.DATASET, "nowhere");
        assertThat(relinking().check(elsewhere)).isEqualTo(new Deed.Asked.Impossible("PSEUDONYM"));
    }

    @Test
    void aKeyIsRenewedOnceHoweverOftenTheRequestIsCarriedOut() {
        int[] begun = {0};
        KeyRotation rotation = new KeyRotation(ring, Map.of(KeyPurpose.SUBJECT_KEK, () -> Map.of("begun", String.valueOf(++begun[0]))));
        Map<String, String> terms = Map.of(KeyRotation.KEY, "subject-kek");
        Map<String, String> about = ((Deed.Asked.Possible) rotation.check(terms)).about();
        assertThat(rotation.carryOut(request(about), terms, soFar -> { }).outcome()).isEqualTo(Map.of("version", "2", "begun", "1"));
        assertThat(rotation.carryOut(request(about), terms, soFar -> { }).outcome()).isEqualTo(Map.of("version", "2", "begun", "2"));
        assertThat(ring.current(KeyPurpose.SUBJECT_KEK).version()).isEqualTo(2);
        assertThat(begun[0]).isEqualTo(2);
        assertThat(rotation.check(Map.of(KeyRotation.KEY, "blind-index"))).isEqualTo(new Deed.Asked.Impossible("KEY"));
    }

    @Test
    void aDigestFollowsItsKeyWithoutAStart() {
        var digest = ring.digest(KeyPurpose.QUESTION_DIGEST);
        byte[] before = digest.apply(new byte[] {1});
        assertThat(digest.apply(new byte[] {1})).isEqualTo(before);
        ring.rotate(KeyPurpose.QUESTION_DIGEST);
        assertThat(digest.apply(new byte[] {1})).isNotEqualTo(before);
    }

    @Test
    void olderKeysRetireOnlyWhenTheyWrapNothing() {
        try (SubjectVault vault = new SubjectVault(ring, suites)) {
            KeyRetirement retirement = new KeyRetirement(ring, vault);
            assertThat(retirement.check(Map.of())).isEqualTo(new Deed.Asked.Impossible("NONE_OLDER"));
            vault.sealer(vault.subject("test", "one"));
            vault.flush();
            ring.rotate(KeyPurpose.SUBJECT_KEK);
            assertThat(retirement.check(Map.of())).isEqualTo(new Deed.Asked.Impossible("STILL_WRAPPING"));
            vault.rewrap(0);
            assertThat(retirement.check(Map.of())).isInstanceOf(Deed.Asked.Possible.class);
            assertThat(retirement.carryOut(request(Map.of()), Map.of(), soFar -> { }).outcome()).isEqualTo(Map.of("retired", "1"));
            assertThat(ring.versions(KeyPurpose.SUBJECT_KEK)).hasSize(1);
        }
    }

    private String pseudonym(String value) {
        Protector protector = new RowProtector(ring, suites, new datong.classification.RuleBasedScanner((text, start) -> 0), organisation -> Optional.empty());
        return (String) protector.plan(List.of(ID), List.of(new Treatment.Pseudonymise()), HEALTH).protect(row(value)).values().getFirst();
    }

    private static Map<String, String> terms(String pseudonym) {
        return new HashMap<>(Map.of(Relinking.PSEUDONYM, pseudonym, Relinking.DATASET, "household-register", Relinking.ITEM, "id_number", Relinking.RECIPIENT, HEALTH.organisation(),
                Relinking.PURPOSE, HEALTH.purpose()));
    }

    private static Request request(Map<String, String> about) {
        Instant now = Instant.parse("2026-11-03T04:05:06Z");
        return new Request("id", Request.Kind.KEY_ROTATION, about, "reason", "zhang.steward", now, now, Request.State.CONFIRMED, Optional.of("wu.authority"), Optional.of(now), Map.of());
    }

    private static LedgerRow row(Object value) {
        return new LedgerRow(new EntryId("01JAAAAAAAAAAAAAAAAA000001"), new SubjectId(1, 2), Level.L4, new Object[] {value});
    }

    private Relinking relinking() {
        return new Relinking(ring, suites, new People(), dataset -> dataset.value().equals("household-register") ? Optional.of(Element.PERSON) : Optional.empty(),
                (element, item) -> LedgerSchema.standard().element(element).item(item));
    }

    private static final class People implements Ledger {
        @Override
        public List<LedgerRow> read(Selection selection) {
            throw new UnsupportedOperationException("relinking streams");
        }

        @Override
        public void stream(Selection selection, Consumer<LedgerRow> rows) {
            PEOPLE.forEach(person -> rows.accept(row(person)));
            rows.accept(row(null));
        }

        @Override
        public Set<PersonNumber> childrensAmong(Set<PersonNumber> numbers, LocalDate today) {
            return Set.of();
        }

        @Override
        public List<Version> history(Element element, EntryId id) {
            return List.of();
        }

        @Override
        public long count(DatasetCode dataset) {
            return PEOPLE.size();
        }
    }
}
