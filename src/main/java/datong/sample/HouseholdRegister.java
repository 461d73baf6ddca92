package datong.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** 户籍人口台账 (§4.4 a): one XLSX a community, merged title, a header of two rows, the community's name merged down, totals at the end. */
final class HouseholdRegister implements SampleSource {
    private final Story story = Story.of("household-register");

    @Override
    public String code() {
        return "household-register";
    }

    @Override
    public void write(Path inbox, int records, Dice dice) throws IOException {
        int written = 0;
        List<Community> communities = Community.ALL;
        for (int index = 0; index < communities.size(); index++) {
            int share = index == communities.size() - 1 ? records - written : records / communities.size();
            try (XlsxFile file = new XlsxFile(inbox.resolve("户籍人口台账-" + communities.get(index).name() + ".xlsx"),
                    communities.get(index).street() + "户籍人口台账", story.header().size())) {
                ledger(file, communities.get(index), index, share, dice);
            }
            written += share;
        }
    }

    private void ledger(XlsxFile file, Community community, int position, int share, Dice dice) throws IOException {
        header(file);
        int first = file.row();
        int number = 0;
        if (position == 0) {
            story.rows().forEach(file::write);
            number = story.rows().size();
        }
        for (int household = 0; number < share; household++) {
            number = household(file, community, position * 10_000 + household, number, share, dice);
        }
        file.merge(first, 1, file.row() - 1, 1);
        file.write(new Object[] {"合计", "", "", "", "", share + "人"});
    }

    /** 本人信息 stands above the columns from 姓名 to 职业, 地址 above the two addresses. */
    private void header(XlsxFile file) {
        List<String> names = story.header();
        Object[] parents = new Object[names.size()];
        Object[] children = new Object[names.size()];
        Arrays.fill(children, "");
        for (int column = 0; column < parents.length; column++) {
            String group = column >= 5 && column <= 13 ? "本人信息" : column == 15 || column == 16 ? "地址" : "";
            parents[column] = group.isEmpty() ? names.get(column) : column == 5 || column == 15 ? group : "";
            children[column] = group.isEmpty() ? "" : names.get(column);
        }
        file.write(parents);
        file.write(children);
        file.merge(file.row() - 2, 5, file.row() - 2, 13);
        file.merge(file.row() - 2, 15, file.row() - 2, 16);
    }

    private int household(XlsxFile file, Community community, int household, int number, int share, Dice dice) {
        int members = dice.between(1, 4);
        Citizen head = Citizen.of(household * 4);
        for (int member = 0; member < members && number < share; member++) {
            file.write(row(community, household, member, ++number, head, dice));
        }
        return number;
    }

    private Object[] row(Community community, int household, int member, int number, Citizen head, Dice dice) {
        Citizen citizen = Citizen.of(household * 4 + member);
        boolean child = citizen.born().getYear() > 2004;
        Object id = dice.once(150) ? (Object) Double.valueOf(citizen.id().replace('X', '0')) : citizen.writtenId(dice);
        return story.row()
                .set("序号", number).set("社区", number == 1 ? community.name() : "").set("网格", dice.between(1, 12) + "网格")
                .set("户号", String.format("%06d", household)).set("与户主关系", member == 0 ? "户主" : dice.pick("配偶", "子", "女", "父亲", "母亲"))
                .set("姓名", citizen.name()).set("性别", dice.once(200) ? citizen.male() ? "女" : "男" : dice.once(10) ? citizen.male() ? "1" : "2" : citizen.sex())
                .set("身份证号码", id).set("出生日期", Dirt.date(citizen.born(), dice))
                .set("民族", dice.once(15) ? dice.pick("满族", "回族", "蒙古族") : dice.pick("汉", "汉族")).set("婚姻状况", child ? "" : "已婚")
                .set("政治面貌", child ? "" : "群众").set("文化程度", child ? "小学" : dice.pick("初中", "高中", "大学本科", "大学专科"))
                .set("职业", child ? "学生" : dice.pick("退休", "职员", "个体", "无")).set("联系电话", child ? "" : citizen.writtenPhone(dice))
                .set("户籍地址", "示例区" + community.estate() + head.building() + "号楼" + head.unit() + "单元" + head.room())
                .set("现住址", dice.once(4) ? "示例区" + citizen.shortAddress() : "同左").set("人户一致", dice.once(4) ? "否" : "是")
                .set("备注", dice.once(25) ? dice.pick("独居", "待核实", "空挂户") : "").cells();
    }
}
