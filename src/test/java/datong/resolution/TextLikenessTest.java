package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.yaml.KnowledgeFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By the district's own words. */
class TextLikenessTest {
    private final KnowledgeFolder folder = new KnowledgeFolder(Path.of("mappings"));

    @BeforeEach
    void read() {
        assertThat(folder.refresh()).isEmpty();
    }

    private double likeness(String one, String other) {
        TextLikeness likeness = folder.knowledge().likeness();
        return likeness.likeness(likeness.prepare(one), likeness.prepare(other));
    }

    @Test
    void theSameStallsInThreeChannelsAreAlike() {
        String hotline = "晨光里北门占道经营。市民反映示例区示范街道晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。";
        String grid = "北门两处早点摊占用盲道";
        String post = "晨光里早点摊该不该管。讨论北门早点摊占道与便民的矛盾";

        assertThat(likeness(hotline, grid)).isGreaterThanOrEqualTo(0.8).isEqualTo(likeness(grid, hotline));
        assertThat(likeness(hotline, post)).isGreaterThanOrEqualTo(0.8);
        assertThat(likeness(grid, post)).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void otherTroubleAtTheSamePlaceIsNot() {
        assertThat(likeness("晨光里3号楼楼道灯不亮", "晨光里3号楼暖气不热，室内温度不足十六度")).isLessThan(0.8);
        assertThat(likeness("市民反映晨光里井盖松动，希望尽快维修", "市民反映晨光里垃圾清运不及时，希望尽快维修")).isLessThan(0.8);
    }

    @Test
    void officialeseAloneMakesNothingAlike() {
        assertThat(likeness("市民反映，希望相关部门", "来电人反映，希望相关部门")).isZero();
    }

    @Test
    void theTopicIsReadFromCategoryThenEventThenWords() {
        Topics topics = folder.knowledge().topics();

        assertThat(topics.of("城市管理->市容环境->占道经营", "", "")).contains("street-vending");
        assertThat(topics.of("街面秩序>无照经营游商", "", "")).contains("street-vending");
        assertThat(topics.of("", "SC02", "")).contains("rubbish");
        assertThat(topics.of("", "", "楼道灯坏 夜里怕摔")).contains("corridor-light");
        assertThat(topics.of("某个没有列出的分类", "", "楼道灯坏")).isEmpty();
    }
}
