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
        "刘建华 15400001009 要求回复 | 〔姓名〕 〔手机号〕 要求回复",
        "打幺五四零零零零幺零零幺无人接 | 打〔手机号〕无人接",
        "手机1 5 4 0 0 0 0 1 0 0 1关机 | 手机〔手机号〕关机",
        "回电154.0000.1001 | 回电〔手机号〕",
        "手机154000010012打不通 | 手机〔号码〕打不通",
        "座机80000101无人 | 座机〔号码〕无人",
        "身份证110199195803121022有误 | 身份证〔号码〕有误",
        "到卡6222021001116245703 | 到卡〔号码〕",
        "护照号E12345678 | 护照号〔证件号〕",
        "持G 12345678入境 | 持〔证件号〕入境",
        "微信号：wx_demo01，QQ12345678 | 微信号：〔账号〕，QQ〔账号〕",
        "老人1958年3月12日出生 | 老人〔出生日期〕出生",
        "生于一九五八年三月 | 生于〔出生日期〕",
        "晨光里3#楼2门501漏水 | 晨光里〔门牌〕漏水",
        "三号楼二单元五〇一漏水 | 〔门牌〕漏水",
        "联系人：王小明、李建国 | 联系人：〔姓名〕、〔姓名〕",
        "张建国来电称暖气不热 | 〔姓名〕来电称暖气不热",
        "找高师傅壹伍肆零零零零壹零零壹 | 找〔姓名〕〔手机号〕"
    })
    void whatIdentifiesAPersonIsReplacedByItsKind(String text, String expected) {
        assertThat(SCANNER.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "办件110199260000012345请尽快", "工单示热-261103-000147已派", "案件SG20261103001025处置", "告警AL20261103083011001", "网格110199001001001",
        "2026-11-03 08:12:45反映", "20261103090500来电", "拨打12345和110无果", "2026年11月3日9时40分", "区划110199001000", "费用1,060元", "400-000-1234热线",
        "晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。", "请相关单位尽快解决，方便居民出行。", "小区楼道灯不亮，物业不管理。", "办公室在2层", "已打过12345，转城管科4号回复",
        "信用代码91110199MA00DEM06P", "建成于1998年，2003年生产", "一九九八年建成", "区划130102001000", "GB3096-2008", "车位不足，希望增加停车位"
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
    void aNumberThatGoesOnInTheNextLineIsFoundWhole() {
        assertThat(SCANNER.redact("回电15400\n001001，身份证110199\r\n195803121021")).isEqualTo("回电〔手机号〕，身份证〔证件号〕");
    }

    @Test
    void aTextWithoutPersonsIsCheap() {
        String text = "市民反映示例区示范街道晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。餐馆油烟直排且后厨卫生差，要求有关部门查处并公示结果，"
                + "建议增加公交线路，方便出行，高峰时段间隔应缩短，请尽快处理并答复。";
        long start = System.nanoTime();
        int spans = 0;
        for (int index = 0; index < 50_000; index++) {
            spans += SCANNER.scan(text).size();
        }
        assertThat(spans).isZero();
        assertThat((System.nanoTime() - start) / 50_000).isLessThan(200_000);
    }

    @Test
    void nothingCrashesIt() {
        for (String text : List.of("", "@", "京", "1", "姓名", "某", "我叫王", "+86", "3-", "京A", "先生", "1".repeat(100_000), "王".repeat(5_000), "qq", "E1", "微信", "出生", "1958年", "幺".repeat(5_000), "1\n".repeat(5_000),
                "3-".repeat(5_000), "a@".repeat(2_000), "找王".repeat(1_000), "一".repeat(5_000))) {
            assertThat(SCANNER.redact(text)).isNotNull();
        }
    }
}
