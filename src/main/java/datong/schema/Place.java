package datong.schema;

import static datong.schema.DefaultTreatment.AGGREGATE;
import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.GENERALISE;
import static datong.schema.DefaultTreatment.MASK;
import static datong.schema.DefaultTreatment.PSEUDONYMISE;
import static datong.schema.Level.L2;
import static datong.schema.Level.L3;
import static datong.schema.Level.L4;
import static datong.schema.PersonalData.DIRECT;
import static datong.schema.PersonalData.PSEUDONYM;
import static datong.schema.PersonalData.QUASI;

import datong.schema.constraint.Consistent;
import datong.schema.constraint.Division;
import datong.schema.constraint.Flagged;
import datong.schema.constraint.Grid;
import datong.schema.constraint.PhoneNumber;
import datong.schema.constraint.ResidentIdNumber;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/** 地: divisions, grids, streets, buildings, rooms, areas (DOMAIN §3.5). */
@Consistent(payload = Flagged.class)
public record Place(
        @Item(chinese = "地点标识", english = "Place", kind = ValueKind.REFERENCE) @Size(max = 26) String placeId,
        @Item(chinese = "地点类型", english = "Place type", kind = ValueKind.CODE, codes = "place_type")
                @NotNull @Size(max = 16) String placeType,
        @Item(chinese = "上级地点", english = "Parent place", kind = ValueKind.REFERENCE) @Size(max = 26) String parentPlaceId,
        @Item(chinese = "名称", english = "Name") @Size(max = 120) String name,
        @Item(chinese = "行政区划代码", english = "Division code", kind = ValueKind.DIVISION) @Division @Size(max = 12) String divisionCode,
        @Item(chinese = "网格编码", english = "Grid code", kind = ValueKind.GRID) @Grid(payload = Flagged.class) @Size(max = 18) String gridCode,
        @Item(chinese = "标准地址", english = "Standard address", level = L3, personal = QUASI, kind = ValueKind.ADDRESS, publish = GENERALISE)
                @Size(max = 300) String standardAddress,
        @Item(chinese = "街路巷", english = "Road") @Size(max = 60) String roadName,
        @Item(chinese = "门牌号", english = "Road number") @Size(max = 20) String roadNumber,
        @Item(chinese = "小区名称", english = "Estate") @Size(max = 60) String estateName,
        @Item(chinese = "楼栋号", english = "Building") @Size(max = 20) String buildingNo,
        @Item(chinese = "单元号", english = "Unit", level = L2, personal = QUASI, publish = GENERALISE) @Size(max = 20) String unitNo,
        @Item(chinese = "楼层", english = "Floor", level = L3, personal = QUASI, publish = DROP) @Size(max = 10) String floorNo,
        @Item(chinese = "房号", english = "Room", level = L3, personal = QUASI, publish = DROP) @Size(max = 20) String roomNo,
        @Item(chinese = "地址编码", english = "Address code", level = L2) @Size(max = 40) String postalOrGeocode,
        @Item(chinese = "经度", english = "Longitude", level = L2, personal = QUASI, kind = ValueKind.COORDINATE, publish = GENERALISE)
                BigDecimal longitude,
        @Item(chinese = "纬度", english = "Latitude", level = L2, personal = QUASI, kind = ValueKind.COORDINATE, publish = GENERALISE)
                BigDecimal latitude,
        @Item(chinese = "坐标系", english = "Coordinate system", kind = ValueKind.CODE, codes = "coord_system")
                @Size(max = 8) String coordSystem,
        @Item(chinese = "定位精度", english = "Positional accuracy", kind = ValueKind.CODE, codes = "geo_accuracy")
                @Size(max = 1) String geoAccuracy,
        @Item(chinese = "边界", english = "Boundary", level = L2) Json boundary,
        @Item(chinese = "建筑用途", english = "Building use", level = L2, kind = ValueKind.CODE) @Size(max = 20) String buildingUse,
        @Item(chinese = "建筑面积", english = "Floor area (m²)", level = L2, personal = QUASI, kind = ValueKind.AMOUNT, publish = GENERALISE)
                BigDecimal floorArea,
        @Item(chinese = "是否出租", english = "Rented", level = L2, personal = QUASI) Boolean isRental,
        @Item(chinese = "出租用途", english = "Rental use", level = L2, kind = ValueKind.CODE) @Size(max = 20) String rentalUse,
        @Item(chinese = "隐患类型", english = "Hazard", level = L2, kind = ValueKind.CODE) @Size(max = 60) String hazardType,
        @Item(chinese = "房主", english = "Owner", level = L3, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 26) String ownerPersonId,
        @Item(chinese = "房主姓名", english = "Owner's name", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = MASK)
                @Size(max = 50) String ownerName,
        @Item(chinese = "房主证件号码", english = "Owner's document number", level = L4, personal = DIRECT, kind = ValueKind.ID_NUMBER, publish = DROP, lookup = true, subject = 1)
                @ResidentIdNumber @Size(max = 30) String ownerIdNumber,
        @Item(chinese = "房主电话", english = "Owner's phone", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK, lookup = true, subject = 2)
                @PhoneNumber(payload = Flagged.class) @Size(max = 20) String ownerPhone,
        @Item(chinese = "承租人", english = "Tenants", level = L3, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = DROP)
                List<String> tenantPersonIds,
        @Item(chinese = "承租人数", english = "Number of tenants", level = L2, personal = QUASI) @PositiveOrZero Integer tenantCount,
        @Item(chinese = "重点场所类型", english = "Key place type", level = L3, kind = ValueKind.CODE, publish = AGGREGATE)
                @Size(max = 20) String keyPlaceType,
        @Item(chinese = "网格员", english = "Grid worker", level = L2, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = MASK)
                @Size(max = 26) String gridWorkerPersonId) {}
