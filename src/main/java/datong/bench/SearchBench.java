package datong.bench;

import datong.catalogue.DatasetEntry;
import datong.catalogue.SearchIndex;
import datong.catalogue.hanlp.HanlpWords;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ShareAttribute;
import datong.schema.ValueKind;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Searches in a generated catalogue: Chinese words, English ones, codes with a letter wrong, several at once. */
final class SearchBench {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int ITEMS_A_DATASET = 50;
    private static final int MOST = 20;
    private static final int QUESTIONS = 1_000;
    private static final List<String> WHOSE = List.of("申请人", "法定代表人", "企业", "居民", "学生", "患者", "车辆", "房屋", "设备", "项目", "合同", "许可证", "监护人", "经办人", "纳税人", "用人单位");
    private static final List<String> WHAT = List.of("姓名", "联系电话", "身份证号码", "出生日期", "住所", "登记日期", "有效期", "状态", "类型", "编号", "面积", "金额", "数量", "等级", "评价结果", "所属社区");
    private static final List<String> ENGLISH = List.of("applicant", "company", "resident", "student", "patient", "vehicle", "building", "device", "project", "contract", "licence", "guardian");
    private static final List<String> KINDS = List.of("name", "phone", "number", "birthday", "address", "registered", "expiry", "status", "category", "area", "amount", "quantity");
    private final PrintWriter out;
    private final Random random = new Random(4711);

    SearchBench(PrintWriter out) {
        this.out = out;
    }

    void run(int items) {
        long start = System.nanoTime();
        SearchIndex index = new SearchIndex(catalogue(items), new HanlpWords());
        out.printf("search in %,d items of %,d datasets; the index is made in %,d ms%n", items, items / ITEMS_A_DATASET, (System.nanoTime() - start) / 1_000_000);
        measure("Chinese, one word", index, () -> pick(WHAT));
        measure("Chinese, two words", index, () -> pick(WHOSE) + pick(WHAT));
        measure("English, two words", index, () -> pick(ENGLISH) + " " + pick(KINDS));
        measure("a code with a letter wrong", index, () -> wrong(pick(ENGLISH)) + "_" + wrong(pick(KINDS)) + "_" + random.nextInt(items));
        measure("five words, both languages", index, () -> pick(WHOSE) + pick(WHAT) + " " + pick(WHAT) + " " + pick(ENGLISH) + " " + pick(KINDS));
        out.flush();
    }

    private void measure(String name, SearchIndex index, Supplier<String> words) {
        long found = 0;
        long[] times = new long[QUESTIONS];
        long[] cpu = new long[QUESTIONS];
        for (int question = -QUESTIONS / 5; question < QUESTIONS; question++) {
            String asked = words.get();
            long start = System.nanoTime();
            long before = THREAD.getCurrentThreadCpuTime();
            int hits = index.search(asked, code -> true, MOST).size();
            cpu[Math.max(0, question)] = THREAD.getCurrentThreadCpuTime() - before;
            times[Math.max(0, question)] = System.nanoTime() - start;
            found += question < 0 ? 0 : hits;
        }
        Arrays.sort(times);
        Arrays.sort(cpu);
        out.printf("%-28s p50 %5.1f ms, p99 %5.1f ms; CPU p50 %5.1f ms, p99 %5.1f ms; %d found a question%n", name, times[QUESTIONS / 2] / 1e6, times[QUESTIONS * 99 / 100] / 1e6,
                cpu[QUESTIONS / 2] / 1e6, cpu[QUESTIONS * 99 / 100] / 1e6, found / QUESTIONS);
        out.flush();
    }

    private List<DatasetEntry> catalogue(int items) {
        List<DatasetEntry> entries = new ArrayList<>();
        for (int dataset = 0; dataset < items / ITEMS_A_DATASET; dataset++) {
            List<ItemDefinition> own = new ArrayList<>();
            for (int item = 0; item < ITEMS_A_DATASET; item++) {
                own.add(item(item, dataset * ITEMS_A_DATASET + item));
            }
            Set<ItemName> names = own.stream().map(ItemDefinition::name).collect(Collectors.toSet());
            entries.add(new DatasetEntry(new Dataset(new DatasetCode("d-" + dataset), Element.THING, pick(WHOSE) + pick(WHAT) + "台账", pick(ENGLISH) + " register " + dataset, "P",
                    ShareAttribute.CONDITIONAL, names, Set.of()), own, Level.L2, 0, Optional.empty(), Map.of(), List.of()));
        }
        return entries;
    }

    private ItemDefinition item(int ordinal, int number) {
        String kind = pick(KINDS);
        String english = pick(ENGLISH);
        return new ItemDefinition(new ItemName(english + "_" + kind + "_" + number), pick(WHOSE) + pick(WHAT), english + " " + kind, ItemType.STRING, ValueKind.values()[0], Level.L2,
                PersonalData.NONE, DefaultTreatment.values()[0], Optional.empty(), false, 0, false, 64, ordinal, true);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private String wrong(String word) {
        int at = random.nextInt(word.length());
        return word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
    }
}
