package datong.schema;

import static datong.schema.DefaultTreatment.AGGREGATE;
import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.GENERALISE;
import static datong.schema.DefaultTreatment.MASK;
import static datong.schema.Level.L2;
import static datong.schema.Level.L3;
import static datong.schema.Level.L4;
import static datong.schema.PersonalData.DIRECT;
import static datong.schema.PersonalData.QUASI;

import datong.schema.constraint.Consistent;
import datong.schema.constraint.Division;
import datong.schema.constraint.Flagged;
import datong.schema.constraint.Grid;
import datong.schema.constraint.PhoneNumber;
import datong.schema.constraint.ResidentIdNumber;
import datong.schema.constraint.SocialCreditCode;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** 组织: organs, enterprises, committees (DOMAIN §3.9). */
@Consistent(payload = Flagged.class)
public record Organisation(
        @Item(chinese = "组织标识", english = "Organisation", kind = ValueKind.REFERENCE) @Size(max = 26) String orgId,
        @Item(chinese = "统一社会信用代码", english = "Unified social credit code", kind = ValueKind.CREDIT_CODE) @SocialCreditCode @Size(max = 18) String uscc,
        @Item(chinese = "名称", english = "Name") @Size(max = 120) String name,
        @Item(chinese = "简称", english = "Aliases") List<String> alias,
        @Item(chinese = "组织类型", english = "Type", kind = ValueKind.CODE, codes = "org_type") @Size(max = 20) String orgType,
        @Item(chinese = "上级组织", english = "Parent", kind = ValueKind.REFERENCE) @Size(max = 26) String parentOrgId,
        @Item(chinese = "指挥层级", english = "Command level", kind = ValueKind.CODE, codes = "command_level")
                @Size(max = 12) String commandLevel,
        @Item(chinese = "法定代表人", english = "Legal representative", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = MASK)
                @Size(max = 50) String legalRepName,
        @Item(chinese = "法定代表人证件号", english = "Legal representative's document number", level = L4, personal = DIRECT, kind = ValueKind.ID_NUMBER, publish = DROP, lookup = true, subject = 1)
                @ResidentIdNumber @Size(max = 30) String legalRepIdNumber,
        @Item(chinese = "联系人", english = "Contact", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = MASK)
                @Size(max = 50) String contactName,
        @Item(chinese = "联系电话", english = "Contact's phone", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK, lookup = true, subject = 2)
                @PhoneNumber(payload = Flagged.class) @Size(max = 20) String contactPhone,
        @Item(chinese = "注册地址", english = "Registered address", kind = ValueKind.ADDRESS) @Size(max = 300) String registeredAddress,
        @Item(chinese = "经营场所", english = "Operating place", kind = ValueKind.REFERENCE) @Size(max = 26) String operatingPlaceId,
        @Item(chinese = "区划", english = "Division", kind = ValueKind.DIVISION) @Division @Size(max = 12) String divisionCode,
        @Item(chinese = "网格", english = "Grid", kind = ValueKind.GRID) @Grid(payload = Flagged.class) @Size(max = 18) String gridCode,
        @Item(chinese = "行业代码", english = "Industry", kind = ValueKind.CODE) @Size(max = 5) String industryCode,
        @Item(chinese = "注册资本", english = "Registered capital (10,000 yuan)", kind = ValueKind.AMOUNT) BigDecimal registeredCapital,
        @Item(chinese = "成立日期", english = "Established on", kind = ValueKind.DATE) LocalDate establishedOn,
        @Item(chinese = "经营状态", english = "Status", kind = ValueKind.CODE, codes = "org_status") @Size(max = 12) String status,
        @Item(chinese = "从业人数", english = "Staff", level = L2, kind = ValueKind.AMOUNT, publish = GENERALISE) @PositiveOrZero Integer staffCount,
        @Item(chinese = "重点单位类型", english = "Key unit type", level = L2, kind = ValueKind.CODE) @Size(max = 20) String keyUnitType,
        @Item(chinese = "安全风险等级", english = "Safety risk", level = L3, kind = ValueKind.CODE, publish = AGGREGATE, codes = "risk_level")
                @Size(max = 8) String safetyRiskLevel,
        @Item(chinese = "监管部门", english = "Supervisor", kind = ValueKind.REFERENCE) @Size(max = 26) String superviseOrgId,
        @Item(chinese = "政务数据共享工作机构", english = "Data-sharing office", level = L2, personal = DIRECT) Json sharingOffice,
        @Item(chinese = "党组织信息", english = "Party organisation", level = L3, personal = QUASI, publish = DROP, offByDefault = true)
                Json partyOrgInfo,
        @Item(chinese = "信用标签", english = "Credit tags", level = L2, kind = ValueKind.CODE) List<String> creditTags,
        @Item(chinese = "承办单位代码", english = "Dispatch code", kind = ValueKind.REFERENCE) @Size(max = 20) String orgShortCode) {}
