package datong.query;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hand-written neighbours of the conductors, for tests without a database. */
public final class TestHouse {
    public static final DatasetCode HOTLINE = new DatasetCode("hotline");
    public static final Subject STREET = new Subject("street", Subject.Kind.PERSON, "Street", "11110199MB00DEM264", "110199001", Set.of("street-office"), Set.of());

    private TestHouse() {}

    public static Dataset hotline() {
        Set<ItemName> items = Stream.of("title", "content", "reported_at", "division_code", "reporter_name", "reporter_phone", "reporter_id_number",
                "involved_count", "status").map(ItemName::new).collect(Collectors.toSet());
        return new Dataset(HOTLINE, Element.MATTER, "热线工单", "Hotline", "11110199MB00DEM264", ShareAttribute.CONDITIONAL, items, Set.of("hotline-12345"));
    }

    public static Datasets datasets(Dataset... datasets) {
        return new Datasets() {
            @Override
            public Optional<Dataset> find(DatasetCode code) {
                return all().stream().filter(dataset -> dataset.code().equals(code)).findFirst();
            }

            @Override
            public List<Dataset> all() {
                return List.of(datasets);
            }
        };
    }

    /** Permits everyone everything in one street; personal items masked, the document number dropped, the phone to be looked up. */
    public static final class Decisions implements AccessDecisions {
        public final List<AccessRequest> asked = new ArrayList<>();
        public UnaryOperator<Decision> then = decision -> decision;

        @Override
        public Decision decide(AccessRequest request) {
            asked.add(request);
            Map<ItemName, Treatment> treatments = new HashMap<>();
            for (ItemName item : request.items()) {
                treatments.put(item, switch (item.value()) {
                    case "reporter_id_number", "record_id" -> new Treatment.Drop();
                    case "reporter_phone", "reporter_name", "title", "content" -> new Treatment.Mask();
                    default -> new Treatment.Reveal();
                });
            }
            return then.apply(new Decision.Permitted(new RowScope(false, List.of("110199001"), List.of(), List.of(), Optional.empty(), List.of()),
                    treatments, Set.of(new ItemName("reporter_phone")), List.of(), "street-may-query", "v1"));
        }

        @Override
        public String policyVersion() {
            return "v1";
        }
    }

    /** An audit log in memory that can be told to fail. */
    public static final class Log implements AuditLog {
        public final List<AuditEvent> events = new ArrayList<>();
        public boolean broken;

        @Override
        public synchronized LogIndex append(AuditEvent event) {
            if (broken) {
                throw new AuditUnavailable("the disk is full", null);
            }
            events.add(event);
            return new LogIndex(events.size() - 1);
        }
    }

    public static byte[] digest(byte[] input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("test key".getBytes(StandardCharsets.UTF_8));
            return digest.digest(input);
        } catch (GeneralSecurityException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
