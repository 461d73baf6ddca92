package datong.oversight.siem;

import datong.audit.AuditEvent;
import datong.audit.LogReader;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** How an event stands in a line of JSON. Each line ends with the event's index in the log. */
public enum EventLines {
    /** The log's own names, without keys of persons and details. */
    DATONG {
        @Override
        Map<String, Object> members(LogReader.Entry entry) {
            AuditEvent event = entry.event();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("log_id", event.id());
            members.put("time", event.time().toString());
            members.put("kind", event.kind());
            members.put("actor_id", event.actor());
            members.put("actor_org_uscc", event.organisation());
            members.put("on_behalf_case_no", event.caseNumber());
            members.put("scene_code", event.scene());
            members.put("purpose_code", event.purpose());
            members.put("grant_id", event.grant());
            members.put("dataset_code", event.dataset());
            members.put("items", event.items());
            members.put("level_max", event.levelMax());
            members.put("record_count", event.records());
            members.put("distinct_persons", event.persons());
            members.put("decision", event.decision());
            members.put("deciding_rule", event.rule());
            members.put("obligations_applied", event.obligations());
            members.put("policy_version", event.policyVersion());
            members.put("client_ip", event.clientAddress());
            return members;
        }
    },

    /** As Apache Ranger's plugins write their audit (AuthzAuditEvent), for those who run its tools; only what was permitted or denied. */
    RANGER {
        @Override
        Map<String, Object> members(LogReader.Entry entry) {
            AuditEvent event = entry.event();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("repoType", 0);
            members.put("repo", "datong");
            members.put("reqUser", event.actor());
            members.put("evtTime", RANGER_TIME.format(event.time()));
            members.put("access", event.kind().toLowerCase(java.util.Locale.ROOT));
            members.put("resource", event.dataset() + (event.items().isEmpty() ? "" : "/" + String.join(",", event.items())));
            members.put("resType", "dataset");
            members.put("action", event.purpose());
            members.put("result", event.decision().equals("DENIED") ? 0 : 1);
            members.put("agent", "datong");
            members.put("policy", -1);
            members.put("reason", event.rule());
            members.put("enforcer", "ranger-acl");
            members.put("cliIP", event.clientAddress());
            members.put("reqData", event.caseNumber());
            members.put("logType", "RangerAudit");
            members.put("id", event.id());
            members.put("seq_num", entry.index());
            members.put("event_count", 1);
            members.put("event_dur_ms", 0);
            members.put("tags", event.levelMax().isEmpty() ? List.of() : List.of(event.levelMax()));
            members.put("additional_info", event.policyVersion());
            members.put("cluster_name", "");
            members.put("zone_name", event.organisation());
            return members;
        }
    };

    private static final DateTimeFormatter RANGER_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    static final String INDEX = "\"log_index\":";

    /** Whether the event becomes a line. */
    boolean tells(AuditEvent event) {
        return this != RANGER || !event.decision().equals("DONE");
    }

    abstract Map<String, Object> members(LogReader.Entry entry);

    /** With its newline. */
    String line(LogReader.Entry entry) {
        Map<String, Object> members = members(entry);
        members.put("log_index", entry.index());
        return JSON.writeValueAsString(members) + "\n";
    }
}
