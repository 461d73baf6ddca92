package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import datong.source.Columns;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twelve items of a work order in about a microsecond; the bound leaves room for a busy machine. */
class MappingSpeedTest {
    private static final CompiledMapping MAPPING = Given.mapping("""
            source: probe
            element: matter
            version: 1.0.0
            provider: 11110199MB00DEM264
            legal_basis: { basis: STATUTORY_DUTY }
            purpose: SERVICE.REQUEST
            retention_days: 30
            key: 编号
            updated_at: 派单
            items:
              matter_type: { const: REQUEST }
              source_no: 编号
              request_kind: 类型
              title: 标题
              content: 内容
              urgency: { from: 紧急, codes: { 7日: D7 } }
              reported_at: 来电
              reporter_name: 姓名
              reporter_phone: { from: 电话, as: mobile }
              location_text: 地点
              due_at: 截止
              closed_at: 办结
              lead_org_name: 单位
            """);

    @Test
    void twelveItemsTakeAboutAMicrosecond() {
        List<RawRecord> rows = rows(2_000);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 60; round++) {
            best = Math.min(best, nanosPerRow(rows));
        }
        System.getLogger("datong.mapping").log(System.Logger.Level.INFO, "mapping takes {0} ns a row", Math.round(best));

        assertThat(best).isLessThan(5_000);
    }

    private static double nanosPerRow(List<RawRecord> rows) {
        long problems = 0;
        long start = System.nanoTime();
        for (int again = 0; again < 5; again++) {
            for (RawRecord row : rows) {
                problems += MAPPING.map(row).getFirst().problems().size();
            }
        }
        assertThat(problems).isZero();
        return (System.nanoTime() - start) / (5.0 * rows.size());
    }

    private static List<RawRecord> rows(int count) {
        Columns columns = new Columns(List.of("编号", "类型", "标题", "内容", "紧急", "来电", "姓名", "电话", "地点", "截止", "办结", "单位", "派单"));
        List<RawRecord> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new RawRecord(columns, ("示热-261103-" + i + "|投诉|晨光里北门占道经营|市民反映示例区示范街道晨光里北门每日早晨有流动摊贩占道经营|7日|2026-11-03 08:12:45|赵示例|1540000"
                    + (1000 + i % 9000) + "|晨光里北门|2026-11-10 23:59:59|2026-11-05 16:20:00|示范街道办事处|2026-11-03 08:31:00").split("\\|", -1), i));
        }
        return rows;
    }
}
