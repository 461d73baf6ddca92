package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacePartTest {
    @ParameterizedTest
    @CsvSource({"晨光里3号楼楼道灯不亮,晨光里3号楼", "明灯街井盖响，夜里睡不着,明灯街", "示例区示范街道晨光里北门每日早晨有摊贩,晨光里北门", "向阳家园8-1-302漏水,向阳家园8-1-302",
            "晨光里三号楼二单元门禁坏了,晨光里三号楼二单元", "明灯街12号餐馆油烟,明灯街12号"})
    void aSentenceTellsItsPlace(String text, String place) {
        assertThat(PlacePart.find(text, null)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"咨询居住证办理", "路灯不亮", "反映垃圾清运不及时"})
    void aSentenceWithoutAPlaceTellsNone(String text) {
        assertThat(PlacePart.find(text, null)).isNull();
    }
}
