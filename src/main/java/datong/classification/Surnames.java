package datong.classification;

import datong.schema.check.Plate;

/** What Chinese names are made of. */
final class Surnames {
    private static final String FREQUENT = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝崔邱秦侯邵孟龙万段雷钱汤尹黎";
    private static final String OTHERS = "于马高梁萧肖闫任方金白康毛江史顾孔武赖贺龚庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来缪苟褚娄仇连全平占冷明佟鞠党迟乔";
    /** Surnames that are ordinary words at the end of another word. */
    private static final String DOUBTFUL = "司纪任主时成平来全明安向占关路管查包单解强连位华车房边古池党席项向方高白金江康宁石田段万马";
    private static final String GRAMMAR = "的了是在和与及等也都就说来去到有没不把被让给跟对向从为已要能可会过还再很我你他她它们这那哪谁啊呢吗吧住反投诉电请便时先女称家因将于后前并曾又则以所此";
    private static final String[] COMPOUND = {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木", "夏侯", "南宫", "宇文", "长孙", "轩辕", "百里", "呼延"};
    private static final String[] WORDS = {"方便", "方面", "方式", "方法", "时间", "时候", "管理", "安全", "安排", "安装", "关于", "关注", "关闭", "解决", "解释", "成为", "成立",
        "明确", "明灯", "明天", "平时", "平台", "来电", "来访", "全部", "全面", "单位", "单元", "房屋", "房东", "房产", "车辆", "车位", "车库", "石材", "金额", "高空", "高层", "高度", "路灯", "路边",
        "路面", "水管", "白天", "万元", "周边", "周围", "周末", "周日", "周一", "周二", "周三", "周四", "周五", "周六", "段时", "连续", "向阳", "向上", "党员", "党委", "江边", "马路", "马上", "任何", "任务", "项目", "位置", "位于",
        "古树", "施工", "温度", "严重", "包括", "强制", "查看", "查处", "查询", "边上", "于是", "和平", "黄色", "黄线", "雷雨", "田地", "谢谢", "康复", "游客", "游商", "游泳", "占道", "占用", "相关", "有关", "申请", "申报",
        "武术", "陆续", "毕竟", "熊孩", "汤圆", "牛奶", "余额", "余下", "景观", "景区", "纪检", "史上", "何时", "何人", "何处", "童车", "盛行", "左右", "左侧", "华联", "甘肃", "宁夏", "苏州", "杭州", "唐山", "秦皇", "燃气", "物业",
        "许多", "许可", "应急", "柳树", "杨树", "林业", "林地", "丁字", "孔洞", "毛坯", "费用", "曲线", "直接", "程序", "钟点", "钟头", "夏天", "夏季", "范围", "龙头", "孙子", "孙女", "曾经", "曾多", "成年", "全家", "苗木", "温馨", "常住", "房主", "解除", "高龄", "万一", "万多", "凌晨", "路口", "路段", "单车", "席地", "位老", "来公", "来单", "来电", "强拆", "强烈", "强行", "卫生", "许多", "连五", "连续", "纪委", "向市", "向政", "向有", "向相", "包围", "包工", "程中", "钱财", "于此", "和谐", "毛病", "严格", "曾在", "来校", "来求", "全日", "余者", "时刻", "高强", "高发", "尤其", "万左", "余人", "余万", "余米", "周考", "万名", "数万", "方案", "方向"};

    private Surnames() {}

    static boolean single(char character) {
        return frequent(character) || OTHERS.indexOf(character) >= 0;
    }

    static boolean frequent(char character) {
        return FREQUENT.indexOf(character) >= 0;
    }

    static boolean doubtful(char character) {
        return DOUBTFUL.indexOf(character) >= 0 && "高马田石江金康万段方白".indexOf(character) < 0;
    }

    static boolean compound(String text, int start) {
        for (String name : COMPOUND) {
            if (start >= 0 && text.startsWith(name, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an everyday word begins here that only looks like a name. */
    static boolean commonWord(String text, int start) {
        for (String word : WORDS) {
            if (text.startsWith(word, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the character can stand in a given name. */
    static boolean given(String text, int index) {
        boolean plate = Plate.province(text.charAt(index)) && index + 1 < text.length() && text.charAt(index + 1) < '\u0080';
        return Character.isIdeographic(text.charAt(index)) && GRAMMAR.indexOf(text.charAt(index)) < 0 && !plate;
    }

    /** Whether a word of grammar stands between. */
    static boolean grammatical(String text, int from, int to) {
        for (int index = from; index < to; index++) {
            if (GRAMMAR.indexOf(text.charAt(index)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
