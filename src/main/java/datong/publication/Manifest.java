package datong.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code manifest.json}: what lies beside it, for whom, how treated, by which rules, and where the audit log tells of it. */
final class Manifest {
    private Manifest() {}

    /** @param canaries records in the files beside those that are counted */
    static void write(Path file, Release release, int canaries) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode manifest = json.createObjectNode();
        manifest.put("release", release.id());
        manifest.put("publication", release.publication());
        manifest.put("version", release.version());
        manifest.put("dataset", release.dataset());
        manifest.put("recipient", release.recipient());
        manifest.put("recipient_class", release.recipientClass());
        manifest.put("purpose", release.purpose());
        manifest.put("created_at", release.createdAt().toString());
        manifest.put("records", release.records());
        manifest.put("records_for_tracing", canaries);
        manifest.put("withheld_records", release.withheld());
        ObjectNode items = manifest.putObject("items");
        release.treatments().forEach(items::put);
        manifest.put("policy_version", release.policyVersion());
        release.mappings().forEach(manifest.putArray("mappings")::add);
        manifest.put("audit_index", release.auditIndex());
        manifest.put("identifiability", release.standing().identifiability());
        manifest.put("deid_grade", release.standing().grade());
        release.standing().anonymity().ifPresent(shown -> manifest.putObject("anonymity").put("k", shown.reached()).put("suppressed_records", shown.solution().suppressed())
                .put("optimal", shown.solution().optimal()).set("levels", json.valueToTree(shown.solution().levels())));
        release.files().forEach(each -> manifest.withArrayProperty("files").addObject()
                .put("name", each.name()).put("bytes", each.bytes()).put("sha256", each.sha256()));
        manifest.put("note", "Files that end in .p7m open with the recipient's key: bin/datong open FILE --key KEY.pem. Masked and pseudonymised values are de-identified, not anonymous.");
        Files.write(file, json.writeValueAsBytes(manifest));
    }
}
