package datong.schema;

import static datong.schema.DefaultTreatment.AGGREGATE;
import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.GENERALISE;
import static datong.schema.DefaultTreatment.MASK;
import static datong.schema.DefaultTreatment.PSEUDONYMISE;
import static datong.schema.DefaultTreatment.REDACT;
import static datong.schema.Level.L2;
import static datong.schema.Level.L3;
import static datong.schema.Level.L4;
import static datong.schema.PersonalData.DIRECT;
import static datong.schema.PersonalData.PSEUDONYM;
import static datong.schema.PersonalData.QUASI;
import static datong.schema.PersonalData.SENSITIVE;

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
import java.time.Instant;
import java.util.List;

/** 事: requests, events, service cases, petitions, alarms (DOMAIN §3.6). */
@Consistent(payload = Flagged.class)
public record Matter(
        @Item(chinese = "事项标识", english = "Matter", kind = ValueKind.REFERENCE) @Size(max = 26) String matterId,
        @Item(chinese = "事项类型", english = "Matter type", kind = ValueKind.CODE, codes = "matter_type")
                @NotNull @Size(max = 16) String matterType,
        @Item(chinese = "来源编号", english = "Source number", level = L2, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 64) String sourceNo,
        @Item(chinese = "渠道", english = "Channel", kind = ValueKind.CODE, codes = "channel") @Size(max = 16) String channel,
        @Item(chinese = "诉求类型", english = "Kind of request", level = L2, kind = ValueKind.CODE, codes = "request_kind")
                @Size(max = 16) String requestKind,
        @Item(chinese = "标题", english = "Title", level = L3, personal = QUASI, kind = ValueKind.FREE_TEXT, publish = REDACT)
                @Size(max = 200) String title,
        @Item(chinese = "内容", english = "Content", level = L3, personal = SENSITIVE, kind = ValueKind.FREE_TEXT, publish = REDACT)
                @Size(max = 8000) String content,
        @Item(chinese = "分类代码", english = "Category code", kind = ValueKind.CODE) @Size(max = 20) String categoryCode,
        @Item(chinese = "分类路径", english = "Category path") @Size(max = 200) String categoryPath,
        @Item(chinese = "事件代码", english = "Event code", kind = ValueKind.CODE) @Size(max = 16) String eventCode,
        @Item(chinese = "编码体系", english = "Code scheme", kind = ValueKind.CODE, codes = "code_scheme") @Size(max = 20) String codeScheme,
        @Item(chinese = "七有五性分类", english = "Seven-five class", kind = ValueKind.CODE, codes = "seven_five")
                @Size(max = 20) String sevenFiveCode,
        @Item(chinese = "紧急程度", english = "Urgency", kind = ValueKind.CODE, codes = "urgency") @Size(max = 4) String urgency,
        @Item(chinese = "风险等级", english = "Risk level", level = L2, kind = ValueKind.CODE, codes = "risk_level")
                @Size(max = 8) String riskLevel,
        @Item(chinese = "发生时间", english = "Occurred at", level = L2, kind = ValueKind.TIME, publish = GENERALISE) Instant occurredAt,
        @Item(chinese = "诉求时间", english = "Reported at", kind = ValueKind.TIME) @NotNull Instant reportedAt,
        @Item(chinese = "区划", english = "Division", kind = ValueKind.DIVISION) @Division @Size(max = 12) String divisionCode,
        @Item(chinese = "网格", english = "Grid", kind = ValueKind.GRID) @Grid(payload = Flagged.class) @Size(max = 18) String gridCode,
        @Item(chinese = "地点", english = "Place", level = L2, personal = QUASI, kind = ValueKind.REFERENCE, publish = GENERALISE)
                @Size(max = 26) String placeId,
        @Item(chinese = "地点描述", english = "Location", level = L3, personal = QUASI, kind = ValueKind.ADDRESS, publish = GENERALISE)
                @Size(max = 300) String locationText,
        @Item(chinese = "经度", english = "Longitude", level = L2, personal = QUASI, kind = ValueKind.COORDINATE, publish = GENERALISE)
                BigDecimal longitude,
        @Item(chinese = "纬度", english = "Latitude", level = L2, personal = QUASI, kind = ValueKind.COORDINATE, publish = GENERALISE)
                BigDecimal latitude,
        @Item(chinese = "坐标系", english = "Coordinate system", kind = ValueKind.CODE, codes = "coord_system")
                @Size(max = 8) String coordSystem,
        @Item(chinese = "诉求人", english = "Reporter (person)", level = L3, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 26) String reporterPersonId,
        @Item(chinese = "诉求人姓名", english = "Reporter's name", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = MASK)
                @Size(max = 50) String reporterName,
        @Item(chinese = "诉求人性别", english = "Reporter's sex", level = L2, personal = QUASI, kind = ValueKind.CODE, codes = "sex")
                @Size(max = 1) String reporterSex,
        @Item(chinese = "诉求人电话", english = "Reporter's phone", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK, lookup = true, subject = 2)
                @PhoneNumber(payload = Flagged.class) @Size(max = 20) String reporterPhone,
        @Item(chinese = "诉求人其他电话", english = "Reporter's other phones", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK)
                List<String> reporterOtherPhones,
        @Item(chinese = "诉求人证件号码", english = "Reporter's document number", level = L4, personal = DIRECT, kind = ValueKind.ID_NUMBER, publish = DROP, lookup = true, subject = 1)
                @ResidentIdNumber @Size(max = 30) String reporterIdNumber,
        @Item(chinese = "屏蔽的诉求人电话", english = "Masked phone", level = L3, personal = QUASI, kind = ValueKind.PHONE, publish = DROP)
                @Size(max = 20) String reporterPhoneMasked,
        @Item(chinese = "是否保密", english = "Confidential", level = L2) Boolean isConfidential,
        @Item(chinese = "被反映单位", english = "Accused organisations", level = L4, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = DROP, lookup = true)
                List<String> accusedOrgIds,
        @Item(chinese = "被反映人", english = "Accused persons", level = L4, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = DROP, lookup = true)
                List<String> accusedPersonIds,
        @Item(chinese = "涉及人数", english = "Persons involved", level = L2) @PositiveOrZero Integer involvedCount,
        @Item(chinese = "主办单位", english = "Lead", kind = ValueKind.REFERENCE) @Size(max = 26) String leadOrgId,
        @Item(chinese = "主办单位名称", english = "Lead (name)") @Size(max = 120) String leadOrgName,
        @Item(chinese = "协办单位", english = "Assistants", kind = ValueKind.REFERENCE) List<String> assistOrgIds,
        @Item(chinese = "状态", english = "Status", kind = ValueKind.CODE, codes = "matter_status") @Size(max = 16) String status,
        @Item(chinese = "受理时间", english = "Accepted at", kind = ValueKind.TIME) Instant acceptedAt,
        @Item(chinese = "截止时间", english = "Due at", kind = ValueKind.TIME) Instant dueAt,
        @Item(chinese = "办结时间", english = "Closed at", kind = ValueKind.TIME) Instant closedAt,
        @Item(chinese = "结果三率", english = "Outcome (three rates)", level = L2, publish = AGGREGATE) Json outcome,
        @Item(chinese = "重复于", english = "Duplicate of", kind = ValueKind.REFERENCE) @Size(max = 26) String duplicateOf,
        @Item(chinese = "聚类", english = "Cluster", kind = ValueKind.REFERENCE) @Size(max = 64) String clusterId,
        @Item(chinese = "纠纷信息", english = "Dispute", level = L4, personal = SENSITIVE, publish = DROP) Json disputeInfo,
        @Item(chinese = "办件信息", english = "Service case", level = L2, personal = QUASI) Json serviceInfo,
        @Item(chinese = "处理情况", english = "Handling note", level = L3, personal = SENSITIVE, kind = ValueKind.FREE_TEXT, publish = REDACT)
                @Size(max = 2000) String handlingNote,
        @Item(chinese = "监测值", english = "Measured values") Json measures) {}
