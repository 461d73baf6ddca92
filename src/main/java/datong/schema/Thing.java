package datong.schema;

import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.GENERALISE;
import static datong.schema.DefaultTreatment.MASK;
import static datong.schema.DefaultTreatment.PSEUDONYMISE;
import static datong.schema.Level.L2;
import static datong.schema.Level.L3;
import static datong.schema.Level.L4;
import static datong.schema.PersonalData.DIRECT;
import static datong.schema.PersonalData.PSEUDONYM;
import static datong.schema.PersonalData.SENSITIVE;

import datong.schema.constraint.Consistent;
import datong.schema.constraint.Division;
import datong.schema.constraint.Flagged;
import datong.schema.constraint.Grid;
import datong.schema.constraint.NumberPlate;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** 物: city components, devices, facilities, vehicles (DOMAIN §3.7). */
@Consistent(payload = Flagged.class)
public record Thing(
        @Item(chinese = "物件标识", english = "Thing", kind = ValueKind.REFERENCE) @Size(max = 26) String thingId,
        @Item(chinese = "物件类型", english = "Thing type", kind = ValueKind.CODE, codes = "thing_type")
                @NotNull @Size(max = 16) String thingType,
        @Item(chinese = "部件标识码", english = "Component code", kind = ValueKind.REFERENCE) @Size(max = 20) String componentCode,
        @Item(chinese = "编码体系", english = "Code scheme", kind = ValueKind.CODE, codes = "code_scheme") @Size(max = 20) String codeScheme,
        @Item(chinese = "大类代码", english = "Major class", kind = ValueKind.CODE) @Size(max = 2) String majorCode,
        @Item(chinese = "小类代码", english = "Minor class", kind = ValueKind.CODE) @Size(max = 3) String minorCode,
        @Item(chinese = "名称", english = "Name") @Size(max = 80) String name,
        @Item(chinese = "设备国标编码", english = "GB/T 28181 code", level = L3, kind = ValueKind.REFERENCE, publish = DROP)
                @Size(max = 20) String gb28181Id,
        @Item(chinese = "位置", english = "Place", kind = ValueKind.REFERENCE) @Size(max = 26) String placeId,
        @Item(chinese = "区划", english = "Division", kind = ValueKind.DIVISION) @Division @Size(max = 12) String divisionCode,
        @Item(chinese = "所在网格", english = "Grid", kind = ValueKind.GRID) @Grid(payload = Flagged.class) @Size(max = 18) String gridCode,
        @Item(chinese = "经度", english = "Longitude", level = L2, kind = ValueKind.COORDINATE, publish = GENERALISE) BigDecimal longitude,
        @Item(chinese = "纬度", english = "Latitude", level = L2, kind = ValueKind.COORDINATE, publish = GENERALISE) BigDecimal latitude,
        @Item(chinese = "坐标系", english = "Coordinate system", kind = ValueKind.CODE, codes = "coord_system")
                @Size(max = 8) String coordSystem,
        @Item(chinese = "主管部门", english = "Competent department", kind = ValueKind.REFERENCE) @Size(max = 26) String competentOrgId,
        @Item(chinese = "权属单位", english = "Owner", kind = ValueKind.REFERENCE) @Size(max = 26) String ownerOrgId,
        @Item(chinese = "养护单位", english = "Maintainer", kind = ValueKind.REFERENCE) @Size(max = 26) String maintainOrgId,
        @Item(chinese = "养护单位名称", english = "Maintainer (name)") @Size(max = 120) String maintainOrgName,
        @Item(chinese = "状态", english = "Status", kind = ValueKind.CODE, codes = "thing_status") @Size(max = 16) String status,
        @Item(chinese = "初始日期", english = "Initial date", kind = ValueKind.DATE) LocalDate initialDate,
        @Item(chinese = "变更日期", english = "Change date", kind = ValueKind.DATE) LocalDate changeDate,
        @Item(chinese = "数据来源", english = "Origin of data", kind = ValueKind.CODE, codes = "data_source") @Size(max = 16) String dataSource,
        @Item(chinese = "型号", english = "Model", level = L3, publish = DROP) @Size(max = 80) String model,
        @Item(chinese = "厂商", english = "Manufacturer", level = L3, publish = DROP) @Size(max = 80) String manufacturer,
        @Item(chinese = "网络地址", english = "Network address", level = L4, publish = DROP) @Size(max = 64) String networkAddress,
        @Item(chinese = "视频流地址", english = "Stream address", level = L4, personal = SENSITIVE, kind = ValueKind.URL, publish = DROP)
                @Size(max = 300) String streamUrl,
        @Item(chinese = "备案号", english = "Police filing number", level = L2, kind = ValueKind.REFERENCE)
                @Size(max = 40) String policeFilingNo,
        @Item(chinese = "提示标识", english = "Sign posted", level = L2) Boolean signPosted,
        @Item(chinese = "算法场景", english = "Algorithm scenes", level = L2, kind = ValueKind.CODE, codes = "camera_scene")
                List<String> algorithmScenes,
        @Item(chinese = "图像保存天数", english = "Days images are kept") @PositiveOrZero Integer imageRetentionDays,
        @Item(chinese = "监测项", english = "Measured item", kind = ValueKind.CODE, codes = "measure_item") @Size(max = 16) String measureItem,
        @Item(chinese = "单位", english = "Unit") @Size(max = 16) String unit,
        @Item(chinese = "监测值", english = "Last value", kind = ValueKind.AMOUNT) BigDecimal lastValue,
        @Item(chinese = "监测时间", english = "Measured at", kind = ValueKind.TIME) Instant lastAt,
        @Item(chinese = "号牌号码", english = "Plate", level = L3, personal = DIRECT, kind = ValueKind.PLATE, publish = MASK, lookup = true, subject = 2)
                @NumberPlate(payload = Flagged.class) @Size(max = 12) String plateNo,
        @Item(chinese = "所有人", english = "Owner (person)", level = L3, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE, subject = 1)
                @Size(max = 26) String ownerPersonId,
        @Item(chinese = "隐患标志", english = "Hazard", level = L2) Boolean hazardFlag,
        @Item(chinese = "检查到期", english = "Inspection due", level = L2, kind = ValueKind.DATE) LocalDate inspectDue) {}
