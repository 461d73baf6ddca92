package datong.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that stand next to names, found by their first character. */
final class Triggers {
    /** Labels between a name and its phone number, read backwards. */
    static final String[] PHONE_LABELS = {"联系电话", "联系方式", "电话号码", "手机号码", "手机号", "电话", "手机", "号码", "回电", "微信", "的"};

    private static final String[] LABEL = {"姓名", "我叫", "我名", "名叫", "联系人", "本人姓名", "当事人", "户主", "房主", "业主姓名", "承租人", "来电人", "反映人", "投诉人", "举报人", "监护人",
        "负责人", "经办人", "写信人", "诉求人", "承办人", "驾驶员", "被害人", "受害人", "法人代表", "申请人", "法定代表人", "受访人", "嫌疑人", "被举报人", "被投诉人", "网名", "化名"};
    private static final String[] HINT = {"找", "联系", "回电", "叫", "本人", "我是", "业主", "居民", "住户", "租户", "租客", "房东", "群众", "市民", "邻居", "丈夫", "妻子", "老伴", "儿子", "女儿", "母亲", "父亲",
        "孙子", "孙女", "老人", "司机", "老板", "员工", "保安", "医生", "老师", "校长", "记者", "编辑", "店主", "摊主", "网格员", "工作人员", "民警", "辅警", "队员", "社工", "楼长", "主任", "书记", "经理", "护士", "家属", "爱人", "孩子", "学生", "同学", "患者", "病人", "死者", "哥哥", "弟弟", "姐姐", "妹妹", "被", "举报", "投诉"};
    private static final String[] TITLE = {"先生", "女士", "小姐", "阿姨", "大爷", "大妈", "大娘", "大姐", "大哥", "大叔", "叔叔", "奶奶", "爷爷", "师傅", "老师", "医生", "大夫", "同志", "经理", "主任", "书记",
        "老板", "校长", "局长", "科长", "队长", "警官", "律师"};

    private static final String[] VERB = {"出生", "来电", "来信", "反映", "投诉", "举报", "称", "表示", "要求", "咨询", "与", "和", "住院", "上门", "因", "于", "向", "在", "，"};
    private static final String[] ACCOUNT = {"微信号", "微信", "扣扣", "抖音号", "快手号", "支付宝", "微博", "Ｖ信", "Ｖ信号"};
    private static final String[] DOCUMENT = {"护照号", "护照", "通行证", "居留证", "军官证", "士官证", "证件号码", "证件号", "证件"};

    /** {@code VERB}: who does it stands before the word. */
    enum Strength { LABEL, HINT, TITLE, VERB, ACCOUNT, DOCUMENT }

    record Word(String text, Strength strength) {}

    private static final Word[][] BY_FIRST = byFirst();

    private Triggers() {}

    /** The words that begin with the character, longest first; null for most characters. */
    static Word[] beginningWith(char first) {
        return BY_FIRST[first];
    }

    /** End of the title that begins at {@code start}; 0 if none does. */
    static int titleEnd(String text, int start) {
        for (String title : TITLE) {
            if (text.startsWith(title, start)) {
                return start + title.length();
            }
        }
        return 0;
    }

    private static Word[][] byFirst() {
        Map<Character, List<Word>> lists = new HashMap<>();
        add(lists, LABEL, Strength.LABEL);
        add(lists, HINT, Strength.HINT);
        add(lists, TITLE, Strength.TITLE);
        add(lists, VERB, Strength.VERB);
        add(lists, ACCOUNT, Strength.ACCOUNT);
        add(lists, DOCUMENT, Strength.DOCUMENT);
        Word[][] arrays = new Word[Character.MAX_VALUE + 1][];
        lists.forEach((first, words) -> {
            words.sort((one, other) -> other.text().length() - one.text().length());
            arrays[first] = words.toArray(Word[]::new);
        });
        return arrays;
    }

    private static void add(Map<Character, List<Word>> lists, String[] words, Strength strength) {
        for (String word : words) {
            lists.computeIfAbsent(word.charAt(0), first -> new ArrayList<>()).add(new Word(word, strength));
        }
    }
}
