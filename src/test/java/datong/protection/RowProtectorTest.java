package datong.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import datong.ledger.EntryId;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.policy.Treatment;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.protection.bouncycastle.PemEnvelopes;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.ValueKind;
import datong.schema.check.BankCard;
import datong.schema.check.Checked;
import datong.schema.check.Mobile;
import datong.schema.check.ResidentId;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RowProtectorTest {
    private static final Recipient STREET = new Recipient("11110199MB00DEM264", "SERVICE.REQUEST");
    private static final Recipient HEALTH = new Recipient("12110199MB00DEM34U", "SERVICE.REQUEST");
    private static final Treatment MASK = new Treatment.Mask();

    private final CryptoSuites suites = new BouncyCastleSuites();
    private RowProtector protector;

    @TempDir static Path rings;
    @TempDir Path parent;

    private static final Map<Suite, KeyRing> RINGS = new EnumMap<>(Suite.class);

    @BeforeAll
    static void rings() {
        for (Suite suite : Suite.values()) {
            RINGS.put(suite, KeyRing.create(rings.resolve(suite.name()), suite, new BouncyCastleSuites()));
        }
    }

    @BeforeEach
    void protector() {
        protector = protector(Suite.INTERNATIONAL);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, 赵一二, 赵**", "NAME, 赵一, 赵*", "NAME, 王, *", "NAME, 𠮷一, 𠮷*", "NAME, 𠮷, *", "NAME, John Smith, J**",
        "PHONE, 15400001001, 154****1001", "PHONE, 010-87654321, 010-****4321", "PHONE, 12345, ***", "PHONE, 110, ***",
        "ID_NUMBER, 110199195803121021, 110199************", "ID_NUMBER, 110199580312102, 110199*********",
        "ID_NUMBER, 110199********1021, 110199************", "ID_NUMBER, G12345678, G***", "ID_NUMBER, 1234, ***",
        "ADDRESS, 示例市示例区和义街道东里社区5号楼3单元201, 示例市示例区和义街道东里社区***",
        "ADDRESS, 示例区和义街道幸福路12号, 示例区和义街道***", "ADDRESS, 示例区幸福路十二号院, 示例区***", "ADDRESS, 5号楼201, ***",
        "PLATE, 京A12123, 京A**123", "PLATE, 京AD12345, 京A***345", "PLATE, 京A, ***",
        "CREDIT_CODE, 91110199MA00DEM06P, 91110199MA00DEM06P", "CREDIT_CODE, 92110199MA00DEM14F, 92110199**********", "CREDIT_CODE, 赵一, ***",
        "DIVISION, 110199016000, 110199******", "GRID, 110199016001003, 110199*********", "REFERENCE, GD2026110300012, ***0012", "REFERENCE, A12, ***",
        "PLAIN, 示例有限公司, 示***", "PLAIN, 小店, ***", "CODE, 02, ***", "FREE_TEXT, 我家没有暖气, ***", "URL, rtsp://10.0.0.1/1, ***"
    })
    void maskFollowsTheKind(ValueKind kind, String value, String masked) {
        assertThat(treat(item(kind), MASK, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @EnumSource(ValueKind.class)
    void maskNeverShowsAShortValueNorOneThatIsNotText(ValueKind kind) {
        for (Object value : new Object[] {"1", "12", "王", "ab", 7, new BigDecimal("39.9"), LocalDate.of(1958, 3, 12), Instant.EPOCH, true, new Json("{\"a\":1}")}) {
            assertThat(treat(item(kind), MASK, value)).as(kind + " " + value.getClass()).isNotEqualTo(value);
            String masked = treat(item(kind), MASK, value).toString();
            assertThat(masked.replace("*", "")).hasSizeLessThanOrEqualTo(kind == ValueKind.NAME && value.toString().length() == 2 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DIVISION, 9, 110199016000, 110199016", "DIVISION, 0, 110199016000, 110199016", "GRID, 12, 110199016001003, 110199016001",
        "ADDRESS, 0, 示例区和义街道东里社区5号楼, 示例区和义街道东里社区", "ADDRESS, 0, 5号楼, ", "ID_NUMBER, 0, 110199195803121021, 110199",
        "CODE, 2, 0211, 02", "CODE, 0, 21, 2", "CODE, 0, 2, ", "NAME, 0, 赵一, ", "PHONE, 0, 15400001001, ", "FREE_TEXT, 0, 我家, ", "DIVISION, 9, 和义街道, "
    })
    void textIsMadeCoarserByKindOrIsAbsent(ValueKind kind, int keep, String value, String coarse) {
        assertThat(treat(item(kind), new Treatment.Generalise(keep), value)).isEqualTo(coarse);
    }

    @Test
    void datesTimesNumbersAndCoordinatesAreMadeCoarser() {
        Treatment coarse = new Treatment.Generalise(0);
        assertThat(treat(item("birth_date"), coarse, LocalDate.of(1958, 3, 12))).isEqualTo("1955-1959");
        assertThat(treat(item(ValueKind.TIME), coarse, Instant.parse("2026-11-03T17:30:00Z"))).isEqualTo("2026-11-04");
        assertThat(treat(item(ValueKind.AMOUNT), coarse, new BigDecimal("87.5"))).isEqualTo("50-100");
        assertThat(treat(item(ValueKind.AMOUNT), coarse, new BigDecimal("1000"))).isEqualTo("1000-2000");
        assertThat(treat(item(ValueKind.AMOUNT), coarse, BigDecimal.ZERO)).isEqualTo("0-1");
        assertThat(treat(item(ValueKind.AMOUNT), coarse, new BigDecimal("-3"))).isEqualTo("<0");
        assertThat(treat(item(ValueKind.PLAIN), new Treatment.Generalise(10), 68)).isEqualTo("60-70");
        assertThat(treat(item(Element.PLACE, "latitude"), coarse, new BigDecimal("39.912345"))).isEqualTo(new BigDecimal("39.9123"));
        assertThat(treat(item(Element.PLACE, "latitude"), coarse, new BigDecimal("39.911500"))).isEqualTo(new BigDecimal("39.9123"));
        assertThat(treat(item(Element.PLACE, "longitude"), coarse, new BigDecimal("116.331"))).isEqualTo(new BigDecimal("116.3325"));
        assertThat(treat(item(ValueKind.PLAIN), coarse, true)).isNull();
    }

    @Test
    void truncationCountsCharactersAndRefusesToKeepNone() {
        assertThat(treat(item(ValueKind.PLAIN), new Treatment.Truncate(2), "𠮷田屋")).isEqualTo("𠮷田");
        assertThat(treat(item(ValueKind.PLAIN), new Treatment.Truncate(2), 12345)).isNull();
        assertThatThrownBy(() -> treat(item(ValueKind.PLAIN), new Treatment.Truncate(0), "a")).isInstanceOf(Protector.ProtectionRefused.class);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void pseudonymIsStableForOneRecipientAndUnrelatedElsewhere(Suite suite) {
        protector = protector(suite);
        Treatment pseudonym = new Treatment.Pseudonymise();
        Object first = treat(item("id_number"), pseudonym, "110199195803121021");
        assertThat(first.toString()).matches("p1_[a-z2-7]{26}");
        assertThat(treat(item("id_number"), pseudonym, "110199195803121021")).isEqualTo(first);
        assertThat(Set.of(first, treat(item("id_number"), pseudonym, "110199195803121020"), treat(item("mobile"), pseudonym, "110199195803121021"),
                treat(item("id_number"), pseudonym, "110199195803121021", HEALTH),
                treat(item("id_number"), pseudonym, "110199195803121021", new Recipient(STREET.organisation(), "STATISTICS")))).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void preservedResidentIdsAreValidDistinctAndDifferentForEachRecipient(Suite suite) {
        protector = protector(suite);
        Set<Object> images = new HashSet<>();
        int values = 0;
        for (LocalDate birth = LocalDate.of(1950, 1, 1); birth.getYear() < 1952; birth = birth.plusDays(11)) {
            String number = valid("110199" + birth.toString().replace("-", "") + "102");
            String image = (String) treat(item("id_number"), new Treatment.PreserveFormat(), number);
            assertThat(ResidentId.parse(image)).isInstanceOf(ResidentId.Valid.class);
            assertThat(image).as("of no province").startsWith("160199").isNotEqualTo(number).isNotEqualTo(treat(item("id_number"), new Treatment.PreserveFormat(), number, HEALTH));
            images.add(image);
            values++;
        }
        assertThat(images).hasSize(values);
    }

    @Test
    void preservedFormsKeepTheirForm() {
        Treatment form = new Treatment.PreserveFormat();
        for (int i = 0; i < 200; i++) {
            assertThat(Mobile.parse((String) treat(item("mobile"), form, "1540000" + (1000 + i)))).isInstanceOf(Checked.Valid.class);
        }
        assertThat((String) treat(item(ValueKind.PLATE), form, "京A12123")).matches("京A[0-9A-Z]{5}").isNotEqualTo("京A12123");
        assertThat((String) treat(item(ValueKind.REFERENCE), form, "20261103000123")).matches("\\d{14}").isNotEqualTo("20261103000123");
        assertThat((String) treat(item(ValueKind.ID_NUMBER), form, "G12345678")).matches("[0-9A-Z]{9}").isNotEqualTo("G12345678");
    }

    @Test
    void preservedBankCardsKeepIssuerAndCheckDigitAndNothingElseBecomesACard() {
        Treatment form = new Treatment.PreserveFormat();
        Set<Object> images = new HashSet<>();
        int values = 0;
        for (long number = 6_222_020_000_000_000L; values < 2_000; number += 7) {
            String text = String.valueOf(number);
            String image = (String) treat(item(ValueKind.REFERENCE), form, text);
            assertThat(BankCard.holds(image, 0, 16)).as("whether it is a card").isEqualTo(BankCard.holds(text, 0, 16));
            if (BankCard.holds(text, 0, 16)) {
                assertThat(image).startsWith("622202").isNotEqualTo(text);
            }
            images.add(image);
            values++;
        }
        assertThat(images).as("one to one").hasSize(values);
    }

    @Test
    void residentIdsOfDifferentProvincesHaveDifferentImagesAndOfNoneHaveNone() {
        Treatment form = new Treatment.PreserveFormat();
        Set<String> provinces = new HashSet<>();
        for (int province = 10; province < 100; province++) {
            String image = (String) treat(item("id_number"), form, valid(province + "010119580312102"));
            if (image != null) {
                provinces.add(image.substring(0, 2));
                assertThat(treat(item("id_number"), form, image)).as("an image has no image").isNull();
            }
        }
        assertThat(provinces).hasSize(35).doesNotContain("11", "31", "65", "81", "91");
    }

    @Test
    void valueOfAnotherFormOrTooSmallADomainIsAbsent() {
        Treatment form = new Treatment.PreserveFormat();
        assertThat(treat(item("mobile"), form, "110")).isNull();
        assertThat(treat(item(ValueKind.REFERENCE), form, "12345")).isNull();
        assertThat(treat(item(ValueKind.REFERENCE), form, "工单-12345678")).isNull();
        assertThat(treat(item(ValueKind.PLATE), form, "京A1212警")).isNull();
        assertThat(treat(item(ValueKind.REFERENCE), form, 12345678)).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = ValueKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"ID_NUMBER", "PHONE", "PLATE", "REFERENCE"})
    void kindsWithoutAFormAreRefusedWhenPlanned(ValueKind kind) {
        assertThatThrownBy(() -> protector.plan(List.of(item(kind)), List.of(new Treatment.PreserveFormat()), STREET))
                .isInstanceOf(Protector.ProtectionRefused.class).hasMessageContaining("pseudonymise or generalise");
    }

    @Test
    void missingRecipientKeyIsRefusedWhenPlanned() {
        assertThatThrownBy(() -> protector.plan(List.of(item("id_number")), List.of(new Treatment.EncryptForRecipient()), STREET))
                .isInstanceOf(Protector.ProtectionRefused.class).hasMessageContaining("has registered no public key");
    }

    @Test
    void encryptedValueIsAJweThatTheRecipientOpensWithAnyLibrary() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        register(STREET, pair.getPublic().getEncoded());
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            String sealed = (String) treat(item("id_number"), new Treatment.EncryptForRecipient(), "110199195803121021");
            JWEObject jwe = JWEObject.parse(sealed);
            jwe.decrypt(new ECDHDecrypter((ECPrivateKey) pair.getPrivate()));
            assertThat(jwe.getPayload()).hasToString("110199195803121021");
            seen.add(sealed);
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void recipientWhoIsNotNamedGetsNoPseudonym() {
        for (Treatment treatment : List.of(new Treatment.Pseudonymise(), new Treatment.PreserveFormat(), new Treatment.EncryptForRecipient())) {
            assertThatThrownBy(() -> protector.plan(List.of(item("id_number")), List.of(treatment), new Recipient("", "X")))
                    .isInstanceOf(Protector.ProtectionRefused.class);
        }
    }

    @Test
    void personalDataInTextAndDocumentsIsRedacted() {
        Treatment redact = new Treatment.RedactText();
        assertThat(treat(item("remark"), redact, "电话15400001001打不通")).isEqualTo("电话〔手机号〕打不通");
        assertThat(treat(item("floating_info"), redact, new Json("{\"15400001001\":[\"找15400001001\",15400001001,12,true,null]}")))
                .isEqualTo(new Json("{\"〔手机号〕\":[\"找〔手机号〕\",\"〔手机号〕\",12,true,null]}"));
        assertThat(treat(item("floating_info"), redact, new Json("{15400001001"))).isNull();
        assertThat(treat(item("remark"), redact, LocalDate.EPOCH)).isNull();
    }

    @Test
    void listsAreTreatedElementByElement() {
        assertThat(treat(item("other_phones"), MASK, List.of("15400001001", "110"))).isEqualTo(List.of("154****1001", "***"));
        assertThat(treat(item("other_phones"), new Treatment.PreserveFormat(), List.of("110"))).isEqualTo(List.of());
        assertThat(treat(item("other_phones"), MASK, Arrays.asList("110", null))).isEqualTo(List.of("***"));
    }

    @Test
    void absentStaysAbsentUnderEveryTreatment() {
        register(STREET, p256());
        for (Treatment treatment : List.of(new Treatment.Reveal(), MASK, new Treatment.Truncate(2), new Treatment.Generalise(0),
                new Treatment.Pseudonymise(), new Treatment.EncryptForRecipient(), new Treatment.PreserveFormat(), new Treatment.RedactText())) {
            assertThat(treat(item("id_number"), treatment, null)).isNull();
        }
    }

    @Test
    void droppedItemIsNotThereAtAll() {
        List<ItemDefinition> items = List.of(item("name"), item("id_number"), item("sex"));
        Protector.Plan plan = protector.plan(items, List.of(MASK, new Treatment.Drop(), new Treatment.Reveal()), STREET);
        ProtectedRow row = plan.protect(row("赵一二", "110199195803121021", "1"));
        assertThat(plan.items()).containsExactly(items.get(0), items.get(2));
        assertThat(row.values()).containsExactly("赵**", "1");
        assertThatThrownBy(() -> row.values().set(0, "赵一二")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itemWithoutTreatmentIsRefusedWhenPlanned() {
        List<Treatment> one = new ArrayList<>();
        assertThatThrownBy(() -> protector.plan(List.of(item("name")), one, STREET)).isInstanceOf(Protector.ProtectionRefused.class);
        one.add(null);
        assertThatThrownBy(() -> protector.plan(List.of(item("name")), one, STREET)).isInstanceOf(Protector.ProtectionRefused.class);
    }

    @Test
    void rowOfAnotherShapeIsRefused() {
        Protector.Plan plan = protector.plan(List.of(item("name")), List.of(MASK), STREET);
        assertThatThrownBy(() -> plan.protect(row("赵一", "x"))).isInstanceOf(Protector.ProtectionRefused.class);
    }

    private Object treat(ItemDefinition item, Treatment treatment, Object value) {
        return treat(item, treatment, value, STREET);
    }

    private Object treat(ItemDefinition item, Treatment treatment, Object value, Recipient recipient) {
        return protector.plan(List.of(item), List.of(treatment), recipient).protect(row(value)).values().getFirst();
    }

    private static LedgerRow row(Object... values) {
        return new LedgerRow(new EntryId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new SubjectId(1, 2), Level.L3, values);
    }

    private RowProtector protector(Suite suite) {
        return new RowProtector(RINGS.get(suite), suites, Scanners.mobiles(), new PemEnvelopes(parent, suite, suites));
    }

    private void register(Recipient recipient, byte[] key) {
        try {
            Files.writeString(parent.resolve(recipient.organisation() + ".pem"),
                    "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key) + "\n-----END PUBLIC KEY-----\n");
        } catch (java.io.IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    private static byte[] p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPublic().getEncoded();
        } catch (java.security.GeneralSecurityException absent) {
            throw new AssertionError(absent);
        }
    }

    private static String valid(String body) {
        for (char check : "0123456789X".toCharArray()) {
            if (ResidentId.parse(body + check) instanceof ResidentId.Valid valid) {
                return valid.number();
            }
        }
        throw new AssertionError("no check character fits");
    }

    private static ItemDefinition item(String name) {
        return item(Element.PERSON, name);
    }

    private static ItemDefinition item(Element element, String name) {
        return LedgerSchema.standard().element(element).item(new ItemName(name)).orElseThrow();
    }

    private static ItemDefinition item(ValueKind kind) {
        ItemDefinition like = item("name");
        return new ItemDefinition(new ItemName("sample"), like.chinese(), like.english(), like.type(), kind, like.level(), like.personalData(),
                like.publish(), like.codeTable(), false, 0, false, 0, 0, false);
    }
}
