package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(EventJson.read(EventJson.write(Events.event("e-1")))).isEqualTo(Events.event("e-1"));
    }

    @Test
    void namesAndOrderAreThoseOfTheAccessLogLine() {
        assertThat(EventJson.write(Events.event("e-1"))).isEqualTo("""
                {"log_id":"e-1","time":"2026-11-03T04:05:06.789Z","kind":"QUERY","actor_id":"u-17",\
                "actor_org_uscc":"11110199MB00DEM264","on_behalf_case_no":"C-1","scene_code":"SC01","purpose_code":"SERVICE.REQUEST",\
                "grant_id":"","dataset_code":"hotline-12345","items":["title","reporter_phone"],"level_max":"L3","record_count":100,\
                "distinct_persons":97,"decision":"PERMITTED","deciding_rule":"matter.policy.yaml:3 街道",\
                "obligations_applied":["reporter_phone=mask"],"policy_version":"p-1","client_ip":"192.0.2.7","request_hash":"ab12","person_keys":[],\
                "details":{"a":"第一","route":"\\"quoted\\"\\u000a"}}""");
    }

    @Test
    void whatIsNotAnEventIsNamedAsSuch() {
        assertThatThrownBy(() -> EventJson.read("{\"log_id\":\"x\"}")).hasMessageContaining("has no member 'time'");
        assertThatThrownBy(() -> EventJson.read("{")).hasMessageContaining("not the JSON of an audit event");
    }
}
