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
import static datong.schema.PersonalData.SENSITIVE;

import datong.schema.constraint.Consistent;
import datong.schema.constraint.Division;
import datong.schema.constraint.DocumentFitsType;
import datong.schema.constraint.Flagged;
import datong.schema.constraint.Grid;
import datong.schema.constraint.MobileNumber;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** 人: natural persons (DOMAIN §3.4). */
@DocumentFitsType
@Consistent(payload = Flagged.class)
public record Person(
        @Item(chinese = "人员标识", english = "Person", level = L2, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 26) String personId,
        @Item(chinese = "人口类型", english = "Population type", level = L2, personal = QUASI, kind = ValueKind.CODE, codes = "population_type")
                @Size(max = 16) String populationType,
        @Item(chinese = "证件类型", english = "Document type", level = L2, kind = ValueKind.CODE, codes = "id_type")
                @Size(max = 3) String idType,
        @Item(chinese = "证件号码", english = "Document number", level = L4, personal = DIRECT, kind = ValueKind.ID_NUMBER, publish = PSEUDONYMISE, lookup = true, subject = 1)
                @Size(max = 30) String idNumber,
        @Item(chinese = "姓名", english = "Name", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = MASK)
                @Size(max = 50) String name,
        @Item(chinese = "性别", english = "Sex", level = L2, personal = QUASI, kind = ValueKind.CODE, codes = "sex") @Size(max = 1) String sex,
        @Item(chinese = "出生日期", english = "Birth date", level = L3, personal = QUASI, kind = ValueKind.DATE, publish = GENERALISE)
                @PastOrPresent LocalDate birthDate,
        @Item(chinese = "未满十四周岁", english = "Under fourteen", level = L4, personal = SENSITIVE, publish = DROP) Boolean isMinorU14,
        @Item(chinese = "民族", english = "Ethnicity", level = L3, personal = QUASI, kind = ValueKind.CODE, publish = AGGREGATE, codes = "ethnicity")
                @Size(max = 2) String ethnicity,
        @Item(chinese = "婚姻状况", english = "Marital status", level = L3, personal = QUASI, kind = ValueKind.CODE, publish = DROP, codes = "marital_status", offByDefault = true)
                @Size(max = 2) String maritalStatus,
        @Item(chinese = "政治面貌", english = "Political status", level = L3, personal = QUASI, kind = ValueKind.CODE, publish = DROP, codes = "political_status", offByDefault = true)
                @Size(max = 2) String politicalStatus,
        @Item(chinese = "学历", english = "Education", level = L2, personal = QUASI, kind = ValueKind.CODE, publish = GENERALISE, codes = "education")
                @Size(max = 2) String education,
        @Item(chinese = "宗教信仰", english = "Religion", level = L4, personal = SENSITIVE, kind = ValueKind.CODE, publish = DROP, codes = "religion", offByDefault = true)
                @Size(max = 2) String religion,
        @Item(chinese = "职业类别", english = "Occupation", level = L2, personal = QUASI, kind = ValueKind.CODE, publish = GENERALISE)
                @Size(max = 8) String occupationCode,
        @Item(chinese = "服务处所", english = "Employer", level = L3, personal = QUASI, publish = MASK) @Size(max = 100) String employer,
        @Item(chinese = "手机号码", english = "Mobile", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK, lookup = true, subject = 2)
                @MobileNumber(payload = Flagged.class) @Size(max = 20) String mobile,
        @Item(chinese = "其他联系电话", english = "Other phones", level = L3, personal = DIRECT, kind = ValueKind.PHONE, publish = MASK)
                List<String> otherPhones,
        @Item(chinese = "户籍地区划", english = "Division of household registration", level = L2, personal = QUASI, kind = ValueKind.DIVISION, publish = GENERALISE)
                @Division @Size(max = 12) String householdRegDivision,
        @Item(chinese = "户籍详址", english = "Address of household registration", level = L3, personal = QUASI, kind = ValueKind.ADDRESS, publish = DROP)
                @Size(max = 200) String householdRegAddress,
        @Item(chinese = "现住地点", english = "Residence (place)", level = L3, personal = QUASI, kind = ValueKind.REFERENCE, publish = GENERALISE)
                @Size(max = 26) String residencePlaceId,
        @Item(chinese = "现住地址", english = "Residence (text)", level = L3, personal = QUASI, kind = ValueKind.ADDRESS, publish = GENERALISE)
                @Size(max = 200) String residenceAddress,
        @Item(chinese = "现住地区划", english = "Division of residence", level = L2, personal = QUASI, kind = ValueKind.DIVISION)
                @Division @Size(max = 12) String residenceDivisionCode,
        @Item(chinese = "网格编码", english = "Grid", level = L2, personal = QUASI, kind = ValueKind.GRID) @Grid(payload = Flagged.class) @Size(max = 18) String gridCode,
        @Item(chinese = "人户一致标识", english = "Lives where registered", level = L2, personal = QUASI) Boolean registeredAtResidence,
        @Item(chinese = "户号", english = "Household number", level = L3, personal = QUASI, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 20) String householdNo,
        @Item(chinese = "与户主关系", english = "Relation to head of household", level = L3, personal = QUASI, kind = ValueKind.CODE, publish = DROP, codes = "kinship")
                @Size(max = 2) String relationToHead,
        @Item(chinese = "流动信息", english = "Floating population details", level = L3, personal = QUASI, publish = DROP) Json floatingInfo,
        @Item(chinese = "关爱人群类别", english = "Care category", level = L4, personal = SENSITIVE, kind = ValueKind.CODE, publish = DROP, codes = "care_category")
                List<String> careCategory,
        @Item(chinese = "需要关爱", english = "Care needed", level = L2, personal = QUASI) Boolean careNeeded,
        @Item(chinese = "健康状况", english = "Health", level = L4, personal = SENSITIVE, kind = ValueKind.CODE, publish = DROP, offByDefault = true)
                @Size(max = 20) String healthStatus,
        @Item(chinese = "监护人", english = "Guardian", level = L4, personal = PSEUDONYM, kind = ValueKind.REFERENCE, publish = PSEUDONYMISE)
                @Size(max = 26) String guardianPersonId,
        @Item(chinese = "死亡日期", english = "Date of death", level = L3, personal = QUASI, kind = ValueKind.DATE, publish = GENERALISE, offByDefault = true)
                @PastOrPresent LocalDate deathDate,
        @Item(chinese = "屏蔽的证件号码", english = "Masked document number", level = L3, personal = QUASI, kind = ValueKind.ID_NUMBER, publish = DROP)
                @Size(max = 30) String idMasked,
        @Item(chinese = "备注", english = "Remark", level = L3, personal = SENSITIVE, kind = ValueKind.FREE_TEXT, publish = DROP)
                @Size(max = 500) String remark) {}
