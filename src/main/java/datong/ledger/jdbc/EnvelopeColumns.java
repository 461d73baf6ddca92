package datong.ledger.jdbc;

import datong.schema.ItemName;
import java.util.Map;
import java.util.Optional;

/** Where the items of the common envelope lie: in the record's row ({@code e}), or in the terms ({@code t}) and origin ({@code o}) it shares. */
final class EnvelopeColumns {
    private static final Map<String, String> EXPRESSIONS = Map.ofEntries(
            Map.entry("record_id", "e.record_id"),
            Map.entry("element_type", "upper(o.element)"),
            Map.entry("source_system_code", "o.source"),
            Map.entry("source_record_key", "e.source_key"),
            Map.entry("batch_id", "e.batch_id"),
            Map.entry("mapping_version", "t.mapping_version"),
            Map.entry("ingested_at", "e.valid_from"),
            Map.entry("source_updated_at", "e.source_updated_at"),
            Map.entry("valid_from", "e.valid_from"),
            Map.entry("valid_to", "NULL::timestamptz"),
            Map.entry("provider_org_uscc", "t.provider"),
            Map.entry("catalogue_code", "t.dataset"),
            Map.entry("legal_basis", "t.legal_basis"),
            Map.entry("legal_basis_ref", "t.legal_reference"),
            Map.entry("purpose_code", "t.purpose"),
            Map.entry("share_attr", "t.share_attr"),
            Map.entry("level", "'L' || e.level"),
            Map.entry("important_flag", "false"),
            Map.entry("identifiability", "CASE WHEN e.personal THEN 'IDENTIFIED' ELSE 'DEIDENTIFIED' END"),
            Map.entry("retention_until", "e.retention_until"),
            Map.entry("processing_state", "'ACTIVE'"),
            Map.entry("quality_score", "e.quality_score::int4"),
            Map.entry("quality_flags", "e.quality_flags"),
            Map.entry("sensing_mode", "t.sensing_mode"),
            Map.entry("record_hash", "encode(e.record_hash, 'hex')"),
            Map.entry("lineage", "jsonb_build_object('source', o.source, 'batch', e.batch_id, 'row', e.source_row, "
                    + "'mapping', t.mapping_version, 'fingerprint', t.fingerprint)"));

    private EnvelopeColumns() {}

    static Optional<String> expression(ItemName name) {
        return Optional.ofNullable(EXPRESSIONS.get(name.value()));
    }
}
