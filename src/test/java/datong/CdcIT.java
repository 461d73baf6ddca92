package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.camel.Integrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases followed in the log of a real PostgreSQL. */
class CdcIT {
    private static final String COLUMNS = "case_no text PRIMARY KEY, item_code text, item_name text, implement_code text, case_type text, applicant_type text, "
            + "applicant_name text, id_type text, id_number text, contact_name text, contact_phone text, department text, department_uscc text, applied_at timestamp, "
            + "accepted_at timestamp, promised text, promised_by date, finished_at timestamp(3), status text, result text, delivery text, rating int, rated_at timestamptz, "
            + "updated_at timestamptz NOT NULL DEFAULT now()";
    @TempDir
    static Path folder;
    private static EmbeddedPostgres server;
    private static TestHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = TestHub.start(folder);
        server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(EmbeddedDatabase.program(hub.data()).toFile()).setServerConfig("wal_level", "logical")
                .setServerConfig("timezone", "Asia/Shanghai").setPGStartupWait(Duration.ofMinutes(10)).start();
        source().sql("CREATE TABLE cases (" + COLUMNS + ")").update();
        source().sql("ALTER TABLE cases REPLICA IDENTITY FULL").update();
        source().sql("CREATE TABLE elsewhere (number int)").update();
        insert("S-1");
        insert("S-2");
        Files.writeString(folder.resolve("cdc.password"), "postgres");
        hub.write("integrations/settings.properties", """
                service-cases-cdc.table=public.cases
                service-cases-cdc.url=%s
                service-cases-cdc.user=postgres
                service-cases-cdc.password-file=%s
                service-cases-cdc.pause=500
                """.formatted(server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), folder.resolve("cdc.password")));
        TestHub.until("the rows that were there are in", () -> cases("S-%") == 2);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        server.close();
    }

    private static JdbcClient source() {
        return JdbcClient.create(server.getPostgresDatabase());
    }

    private static void insert(String number) {
        source().sql("INSERT INTO cases (case_no, item_code, item_name, applicant_type, applicant_name, id_number, contact_name, contact_phone, department, applied_at, promised_by, "
                        + "finished_at, status, rating, rated_at) VALUES (?, '000111001000', '食品经营许可', '法人', '示例区明灯餐饮店', '92110199MA00DEM14F', '王演示', '15400001008', '区市场监管局', "
                        + "'2026-10-20 10:02:11', '2026-11-03', '2026-10-30 11:00:00.25', '办结', 5, '2026-10-30 18:22:00+08')")
                .param(number).update();
    }

    private static long cases(String numbers) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE ?", numbers);
    }


    @Test
    void insertsUpdatesAndDeletesArriveInTheirOrder() {
        insert("I-1");
        insert("I-2");
        source().sql("UPDATE cases SET status = '补正' WHERE case_no = 'I-1'").update();
        source().sql("DELETE FROM cases WHERE case_no = 'I-2'").update();

        TestHub.until("the update is in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'I-1' AND status = 'REGISTERED'") == 1);
        TestHub.until("the deletion is in", () -> cases("I-2") == 0 && hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'I-2' AND removal = 'DELETED'") == 1);
        assertThat(hub.number("SELECT count(*) FROM ledger.organisation WHERE source_key LIKE 'I-%'")).as("the applicant leaves with its case").isEqualTo(1);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key = 'I-1'")).isEqualTo(1);
    }

    @Test
    void aRowReadsTheSameWhetherItIsFollowedOrPulled() throws Exception {
        insert("T-1");
        TestHub.until("it is followed", () -> cases("T-1") == 1);
        long history = hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'T-%' OR source_key LIKE 'S-%'");
        hub.write("integrations/pull.camel.yaml", """
                - route:
                    id: pull-once
                    description: the same table by its watermark
                    from:
                      uri: table:cases
                      parameters: { watermark: updated_at, key: case_no, delay: 500, url: '%s', user: postgres, password: postgres }
                      steps: [ { to: 'ledger:service-cases' } ]
                """.formatted(server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "")));

        TestHub.until("all are pulled", () -> hub.number("SELECT count(*) FROM intake.watermark WHERE source = 'pull-once'") == 1);

        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'T-%' OR source_key LIKE 'S-%'")).isEqualTo(history);
        assertThat(hub.number("SELECT sum(stored_count) FROM intake.batch b JOIN intake.delivery d ON d.id = b.delivery_id WHERE d.name = 'cases'")).isZero();
        Files.delete(hub.file("integrations/pull.camel.yaml"));
    }

    @Test
    void aLongValueThatDidNotChangeIsKept() {
        insert("L-1");
        source().sql("UPDATE cases SET result = (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 2000) n) WHERE case_no = 'L-1'").update();
        source().sql("UPDATE cases SET status = '受理' WHERE case_no = 'L-1'").update();

        TestHub.until("the last version is in", () -> hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'L-1' AND status = 'IN_PROGRESS'") == 1);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter WHERE source_key = 'L-1' AND length(service_info->>'result') = 64000")).isEqualTo(1);
    }

    @Test
    void whatHappensWhileTheChannelIsAwayIsTakenOnceWhenItIsBack() throws Exception {
        String text = Files.readString(hub.file("integrations/service-cases-cdc.camel.yaml"));
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < 40; number++) {
                insert("R-" + round + "-" + number);
            }
            source().sql("DELETE FROM cases WHERE case_no LIKE ?").param("R-" + round + "-1%").update();
            Files.delete(hub.file("integrations/service-cases-cdc.camel.yaml"));
            TestHub.until("it stopped", () -> hub.part(Integrations.class).channels().stream().noneMatch(channel -> channel.id().equals("service-cases-cdc")));
            source().sql("DELETE FROM cases WHERE case_no LIKE ?").param("R-" + round + "-2%").update();
            insert("R-" + round + "-99");
            hub.write("integrations/service-cases-cdc.camel.yaml", text);
            String last = "R-" + round + "-99";
            TestHub.until("it goes on", () -> cases(last) == 1);
        }

        assertThat(hub.database().sql("SELECT source_key FROM ledger.matter WHERE source_key LIKE 'R-%' ORDER BY 1").query(String.class).list())
                .isEqualTo(source().sql("SELECT case_no FROM cases WHERE case_no LIKE 'R-%' ORDER BY case_no COLLATE \"C\"").query(String.class).list());
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'R-%'")).as("each deletion once, no version twice")
                .isEqualTo(hub.number("SELECT count(DISTINCT source_key) FROM ledger.matter_history WHERE source_key LIKE 'R-%' AND removal = 'DELETED'")).isEqualTo(66);
    }

    @Test
    void theServerIsToldWhatItMayForget() {
        insert("F-1");
        TestHub.until("it is in", () -> cases("F-1") == 1);
        source().sql("INSERT INTO elsewhere SELECT generate_series(1, 1000)").update();

        TestHub.until("the slot has moved on", () -> source().sql("SELECT confirmed_flush_lsn > (SELECT '0/0'::pg_lsn) AND confirmed_flush_lsn >= restart_lsn FROM pg_replication_slots "
                + "WHERE slot_name = 'datong_service_cases' AND active").query(Boolean.class).single());
        assertThat(hub.number("SELECT count(*) FROM intake.watermark WHERE source = 'service-cases-cdc'")).isEqualTo(1);
    }

    @Test
    void aTableWhoseLogHoldsNoWholeRowsIsNotFollowedAndSaysWhatToDo() throws Exception {
        source().sql("CREATE TABLE bare (" + COLUMNS + ")").update();
        hub.write("integrations/bare.camel.yaml", """
                - route:
                    id: bare-cdc
                    description: a table as it usually is
                    from:
                      uri: changes:public.bare
                      parameters: { url: '%s', user: postgres, password: postgres, slot: bare, publication: bare, pause: 500 }
                      steps: [ { to: 'ledger:service-cases' } ]
                """.formatted(server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "")));

        TestHub.until("it says so", () -> hub.said("ALTER TABLE public.bare REPLICA IDENTITY FULL"));
        Files.delete(hub.file("integrations/bare.camel.yaml"));
    }
}
