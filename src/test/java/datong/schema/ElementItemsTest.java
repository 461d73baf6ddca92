package datong.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The items of the district ledger as the domain lays them down: name, personal-data class (D, D*, Q, S, -) and least level. */
class ElementItemsTest {
    private static final String ENVELOPE = """
            record_id - 1, element_type - 1, source_system_code - 1, source_record_key D* 3, batch_id - 1, mapping_version - 1, ingested_at - 1,
            source_updated_at - 1, valid_from - 1, valid_to - 1, provider_org_uscc - 1, catalogue_code - 1, legal_basis - 1, legal_basis_ref - 1,
            purpose_code - 1, share_attr - 1, level - 1, important_flag - 1, identifiability - 1, retention_until - 1, processing_state - 1,
            quality_score - 1, quality_flags - 1, sensing_mode - 1, record_hash - 1, lineage - 2""";

    private static final Map<Element, String> ITEMS = Map.of(
            Element.PERSON, """
            person_id D* 2, population_type Q 2, id_type - 2, id_number D 4, name D 3, sex Q 2, birth_date Q 3, is_minor_u14 S 4, ethnicity Q 3,
            marital_status Q 3, political_status Q 3, education Q 2, religion S 4, occupation_code Q 2, employer Q 3, mobile D 3,
            household_reg_division Q 2, household_reg_address Q 3, residence_place_id Q 3, residence_division_code Q 2,
            registered_at_residence Q 2, household_no Q 3, relation_to_head Q 3, floating_info Q 3, care_category S 4, health_status S 4,
            guardian_person_id D* 4, death_date Q 3""",
            Element.PLACE, """
            place_id - 1, place_type - 1, parent_place_id - 1, division_code - 1, grid_code - 1, standard_address Q 3, road_name - 1, road_number - 1,
            estate_name - 1, building_no - 1, unit_no Q 2, floor_no Q 3, room_no Q 3, postal_or_geocode - 2, longitude Q 2, latitude Q 2,
            coord_system - 1, geo_accuracy - 1, boundary - 1, building_use - 2, floor_area Q 2, is_rental Q 2, rental_use - 2, hazard_type - 2,
            owner_person_id D* 3, tenant_person_ids D* 3, key_place_type - 2, grid_worker_person_id D* 2""",
            Element.MATTER, """
            matter_id - 1, matter_type - 1, source_no - 2, channel - 1, request_kind - 2, title Q 3, content S 3, category_code - 1, category_path - 1,
            event_code - 1, code_scheme - 1, seven_five_code - 1, urgency - 1, risk_level - 2, occurred_at - 2, reported_at - 1, division_code - 1,
            grid_code - 1, place_id Q 2, location_text Q 2, reporter_person_id D* 3, is_confidential - 2, accused_org_ids D* 4, accused_person_ids D* 4,
            involved_count - 2, lead_org_id - 1, assist_org_ids - 1, status - 1, due_at - 1, closed_at - 1, outcome - 2, duplicate_of - 1, cluster_id - 1,
            dispute_info S 4, service_info Q 2""",
            Element.THING, """
            thing_id - 1, thing_type - 1, component_code - 1, major_code - 1, minor_code - 1, name - 1, gb28181_id - 3, place_id - 1, grid_code - 1,
            longitude - 1, latitude - 1, coord_system - 1, competent_org_id - 1, owner_org_id - 1, maintain_org_id - 1, status - 1, initial_date - 1,
            change_date - 1, data_source - 1, model - 3, manufacturer - 3, network_address - 4, stream_url S 4, police_filing_no - 2, sign_posted - 2,
            algorithm_scenes - 2, image_retention_days - 1, measure_item - 1, unit - 1, last_value - 1, last_at - 1, plate_no D 3, owner_person_id D* 3,
            hazard_flag - 2, inspect_due - 2""",
            Element.OPINION, """
            opinion_id - 1, opinion_type - 1, platform - 1, original_url D 3, title Q 2, summary Q 2, author_account D 3, author_ip_area Q 2,
            published_at - 1, captured_at - 1, topic_code - 1, keywords - 1, division_code - 1, place_id - 1, related_matter_ids - 2, polarity - 1,
            polarity_score - 1, confidence - 1, algorithm_id - 1, reposts - 1, comments - 1, likes - 1, heat_index - 1, risk_level - 2, cluster_id - 1,
            cluster_size - 1, verify_status - 2, response_org_id - 1, response_due - 1, response_status - 1, visit_info S 4""",
            Element.ORGANISATION, """
            org_id - 1, uscc - 1, name - 1, alias - 1, org_type - 1, parent_org_id - 1, command_level - 1, legal_rep_name D 2, legal_rep_id_number D 4,
            contact_name D 3, contact_phone D 3, registered_address - 1, operating_place_id - 1, division_code - 1, grid_code - 1, industry_code - 1,
            registered_capital - 1, established_on - 1, status - 1, staff_count - 2, key_unit_type - 2, safety_risk_level - 2, supervise_org_id - 1,
            sharing_office D 2, party_org_info Q 3, credit_tags - 2, org_short_code - 1""");

    private static final Map<String, PersonalData> CLASSES = Map.of("-", PersonalData.NONE, "Q", PersonalData.QUASI, "D*", PersonalData.PSEUDONYM,
            "D", PersonalData.DIRECT, "S", PersonalData.SENSITIVE);

    @ParameterizedTest
    @EnumSource(Element.class)
    void everyItemOfTheDomainIsThereWithItsClassAndAtLeastItsLevel(Element element) {
        ElementSchema schema = LedgerSchema.standard().element(element);
        for (String line : lines(ITEMS.get(element))) {
            String[] parts = line.split(" ");
            ItemDefinition item = schema.item(new ItemName(parts[0])).orElseThrow(() -> new AssertionError(element.code() + " has no " + parts[0]));
            assertThat(item.personalData()).as(line).isEqualTo(CLASSES.get(parts[1]));
            assertThat(item.level().ordinal() + 1).as(line).isGreaterThanOrEqualTo(Integer.parseInt(parts[2]));
        }
    }

    @Test
    void theEnvelopeIsThatOfTheDomain() {
        assertThat(LedgerSchema.standard().envelope().stream().map(item -> item.name().value()))
                .containsExactlyElementsOf(lines(ENVELOPE).stream().map(line -> line.split(" ")[0]).toList());
    }

    @ParameterizedTest
    @EnumSource(Element.class)
    void itemsAreInOrderAndLabelled(Element element) {
        Set<String> labels = new HashSet<>();
        List<ItemDefinition> items = LedgerSchema.standard().element(element).items();
        for (int ordinal = 0; ordinal < items.size(); ordinal++) {
            ItemDefinition item = items.get(ordinal);
            assertThat(item.ordinal()).isEqualTo(ordinal);
            assertThat(labels.add(item.chinese())).as(element.code() + "." + item.name() + " has a label of its own").isTrue();
            assertThat(item.type() == ItemType.STRING && item.maxLength() == 0).as(item.name() + " has no @Size").isFalse();
        }
    }

    /** Identifiers must not lie open at rest: the ledger encrypts L3 and L4. */
    @ParameterizedTest
    @EnumSource(Element.class)
    void whatIdentifiesAPersonIsEncryptedAtRest(Element element) {
        assertThat(LedgerSchema.standard().element(element).items())
                .filteredOn(item -> item.personalData() == PersonalData.DIRECT && item.type() != ItemType.JSON)
                .allSatisfy(item -> assertThat(item.encryptedAtRest()).as(item.name().value()).isTrue());
    }

    @Test
    void valuesBecomeTheElementsRecordWithoutItsExtensions() {
        ElementSchema schema = LedgerSchema.standard().element(Element.OPINION);
        Object[] values = new Object[schema.items().size() + 2];
        values[1] = "MEDIA";
        assertThat(((Opinion) schema.instantiate(values)).opinionType()).isEqualTo("MEDIA");
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
