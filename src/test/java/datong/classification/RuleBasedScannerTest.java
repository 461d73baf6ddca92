package datong.classification;

import static org.assertj.core.api.Assertions.assertThat;

import datong.classification.PersonalDataScanner.Kind;
import datong.classification.PersonalDataScanner.Span;
import datong.classification.hanlp.HanlpNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBasedScannerTest {
    private static final RuleBasedScanner SCANNER = new RuleBasedScanner(new HanlpNames());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "回电15400001001。 | 回电〔手机号〕。",
        "电话 154 0000 1001 谢谢 | 电话 〔手机号〕 谢谢",
        "１５４００００１００１可联系 | 〔手机号〕可联系",
        "手机+8615400001001 | 手机〔手机号〕",
        "手机+86 154-0000-1001，急 | 手机〔手机号〕，急",
        "座机010-00000101 | 座机〔电话〕",
        "座机（010）00000101转2 | 座机〔电话〕转2",
        "15400001001/010-00000102 | 〔手机号〕/〔电话〕",
        "身份证110199195803121021有误 | 身份证〔证件号〕有误",
        "身份证11019919880214206x有误 | 身份证〔证件号〕有误",
        "身份证110199 580312 102 | 身份证〔证件号〕",
        "证号１１０１９９１９５８０３１２１０２１ | 证号〔证件号〕",
        "车牌京A12345乱停 | 车牌〔车牌〕乱停",
        "车牌京a·D12345占道 | 车牌〔车牌〕占道",
        "卡号6222021001116245702扣款 | 卡号〔银行卡号〕扣款",
        "卡号4111 1111 1111 1111扣款 | 卡号〔银行卡号〕扣款",
        "邮箱demo.user@example.invalid收 | 邮箱〔邮箱〕收",
        "晨光里3号楼2单元501室漏水 | 晨光里〔门牌〕漏水",
        "家住晨光里3-2-501，漏水 | 家住晨光里〔门牌〕，漏水",
        "向阳家园8号楼1单元302室 | 向阳家园〔门牌〕",
        "明灯街１２号院噪声 | 明灯街〔门牌〕噪声",
        "三号楼二单元门坏 | 〔门牌〕门坏",
        "回电找赵阿姨15400001001。 | 回电找〔姓名〕〔手机号〕。",
        "联系人：王小明，电话15400001001 | 联系人：〔姓名〕，电话〔手机号〕",
        "我叫欧阳示例，住在晨光里 | 我叫〔姓名〕，住在晨光里",
        "李女士反映 | 〔姓名〕反映",
        "张建国先生来电 | 〔姓名〕来电",
        "王某与赵某某发生纠纷 | 〔姓名〕与〔姓名〕发生纠纷",
        "业主陈志强反映电梯故障 | 业主〔姓名〕反映电梯故障",
        "刘建华 15400001009 要求回复 | 〔姓名〕 〔手机号〕 要求回复"
    })
    void whatIdentifiesAPersonIsReplacedByItsKind(String text, String expected) {
        assertThat(SCANNER.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "办件110199260000012345请尽快", "工单示热-261103-000147已派", "案件SG20261103001025处置", "告警AL20261103083011001", "网格110199001001001",
        "2026-11-03 08:12:45反映", "20261103090500来电", "拨打12345和110无果", "2026年11月3日9时40分", "区划110199001000", "费用1,060元", "400-000-1234热线",
        "晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。", "请相关单位尽快解决，方便居民出行。", "小区楼道灯不亮，物业不管理。", "办公室在2层", "已打过12345，转城管科4号回复",
        "信用代码91110199MA00DEM06P", "车位不足，希望增加停车位"
    })
    void whatIdentifiesNobodyStays(String text) {
        assertThat(SCANNER.redact(text)).isEqualTo(text);
    }

    @Test
    void aCaseNumberThatLooksLikeAnIdIsNone() {
        assertThat(SCANNER.scan("110199260000012345")).isEmpty();
    }

    @Test
    void redactingTwiceChangesNothing() {
        String once = SCANNER.redact("联系人：王小明，电话15400001001，身份证110199195803121021，住3号楼2单元501，车京A12345");
        assertThat(SCANNER.redact(once)).isEqualTo(once);
    }

    @Test
    void spansComeInOrderAndDoNotOverlap() {
        List<Span> spans = SCANNER.scan("业主王小明（15400001001）住晨光里3号楼2单元501，王小明先生车京A12345，邮箱a@b.invalid");
        for (int index = 1; index < spans.size(); index++) {
            assertThat(spans.get(index).start()).isGreaterThanOrEqualTo(spans.get(index - 1).end());
        }
        assertThat(spans).extracting(Span::kind).contains(Kind.NAME, Kind.PHONE, Kind.ADDRESS, Kind.PLATE, Kind.EMAIL);
    }

    @Test
    void nothingCrashesIt() {
        for (String text : List.of("", "@", "京", "1", "姓名", "某", "我叫王", "+86", "3-", "京A", "先生", "1".repeat(100_000), "王".repeat(5_000),
                "3-".repeat(5_000), "a@".repeat(2_000), "找王".repeat(1_000), "一".repeat(5_000))) {
            assertThat(SCANNER.redact(text)).isNotNull();
        }
    }
}
