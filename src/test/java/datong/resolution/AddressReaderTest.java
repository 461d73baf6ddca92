package datong.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import datong.resolution.Address.Grain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReaderTest {
    private final AddressReader reader = new AddressReader(new Gazetteer(List.of(
            new Gazetteer.Place("110199001001", List.of("晨光里", "晨光里小区")), new Gazetteer.Place("110199001002", List.of("向阳家园")))));

    @ParameterizedTest
    @ValueSource(strings = {"晨光里3号楼2单元501", "示例区晨光里3号楼2单元501", "晨光里3-2-501", "晨光里３号楼２单元５０１室", "晨光里三号楼二单元五〇一室", "晨光里 3栋 2单元 501号",
            "示例区示范街道晨光社区晨光里小区3幢2单元501室", "晨光里3号楼2门501", "晨光里03-02-501", "晨光里3号楼2单元5层501室"})
    void oneRoomIsOneRoomHoweverItIsWritten(String text) {
        assertThat(reader.read(text, "")).isEqualTo(new Address("110199001001", "晨光里", "3", "2", "", "501", ""));
    }

    @ParameterizedTest
    @CsvSource({"晨光里北门,SPOT,北门", "晨光里北门东侧10米,SPOT,北门", "讨论晨光里的北门早点摊,SPOT,北门", "晨光里,BASE,''", "晨光里附近,BASE,''"})
    void aGateIsASpotAndAnEstateAloneIsCoarse(String text, Grain grain, String spot) {
        Address address = reader.read(text, "110199000000");

        assertThat(address.grain()).isEqualTo(grain);
        assertThat(address.spot()).isEqualTo(spot);
        assertThat(address.division()).isEqualTo("110199001001");
    }

    @Test
    void aCrossingIsTheSameFromEitherStreet() {
        assertThat(reader.read("明灯街与向阳路口西北角", "110199001003").block()).isEqualTo(reader.read("向阳路明灯街交叉口", "110199001003").block()).isPresent();
    }

    @Test
    void aRoadWithItsNumberIsABase() {
        assertThat(reader.read("明灯街１２号", "110199001003")).isEqualTo(new Address("110199001003", "明灯街12号", "", "", "", "", ""));
        assertThat(reader.read("示例区示范街道明灯街12号院3号楼2单元301", "110199001003").home()).isPresent();
    }

    @Test
    void aCellarKeepsItsFloor() {
        assertThat(reader.read("晨光里5号楼地下1层B07", "")).isEqualTo(new Address("110199001001", "晨光里", "5", "", "B1", "B07", ""));
    }

    @Test
    void anEstateThatNoFileNamesIsReadByItsEnding() {
        assertThat(reader.read("示例区幸福小区12号楼3单元602室", "110199001004")).isEqualTo(new Address("110199001004", "幸福小区", "12", "3", "", "602", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"不详", "", "外区", "河北省某市某县"})
    void whatTellsNothingStaysNowhere(String text) {
        assertThat(reader.read(text, "110199001001").grain()).isEqualTo(Grain.NONE);
    }
}
