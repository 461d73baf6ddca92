package datong.schema;

import static datong.schema.DefaultTreatment.AGGREGATE;
import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.GENERALISE;
import static datong.schema.DefaultTreatment.REDACT;
import static datong.schema.Level.L2;
import static datong.schema.Level.L3;
import static datong.schema.Level.L4;
import static datong.schema.PersonalData.DIRECT;
import static datong.schema.PersonalData.QUASI;
import static datong.schema.PersonalData.SENSITIVE;

import datong.schema.constraint.Consistent;
import datong.schema.constraint.Division;
import datong.schema.constraint.Flagged;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** 情: public opinion and people's situation (DOMAIN §3.8). */
@Consistent(payload = Flagged.class)
public record Opinion(
        @Item(chinese = "情况标识", english = "Opinion", kind = ValueKind.REFERENCE) @Size(max = 26) String opinionId,
        @Item(chinese = "类型", english = "Type", kind = ValueKind.CODE, codes = "opinion_type") @NotNull @Size(max = 16) String opinionType,
        @Item(chinese = "来源平台", english = "Platform") @Size(max = 40) String platform,
        @Item(chinese = "原文链接", english = "Original address", level = L3, personal = DIRECT, kind = ValueKind.URL, publish = DROP)
                @Size(max = 500) String originalUrl,
        @Item(chinese = "标题", english = "Title", level = L2, personal = QUASI, kind = ValueKind.FREE_TEXT, publish = REDACT)
                @Size(max = 200) String title,
        @Item(chinese = "摘要", english = "Summary", level = L3, personal = QUASI, kind = ValueKind.FREE_TEXT, publish = REDACT)
                @Size(max = 1000) String summary,
        @Item(chinese = "作者账号", english = "Author's account", level = L3, personal = DIRECT, kind = ValueKind.NAME, publish = DROP, lookup = true, subject = 1)
                @Size(max = 80) String authorAccount,
        @Item(chinese = "属地", english = "Province of author", level = L2, personal = QUASI) @Size(max = 20) String authorIpArea,
        @Item(chinese = "发布时间", english = "Published at", kind = ValueKind.TIME, publish = GENERALISE) Instant publishedAt,
        @Item(chinese = "采集时间", english = "Captured at", kind = ValueKind.TIME, publish = GENERALISE) Instant capturedAt,
        @Item(chinese = "主题分类", english = "Topic", kind = ValueKind.CODE) @Size(max = 60) String topicCode,
        @Item(chinese = "关键词", english = "Keywords") List<String> keywords,
        @Item(chinese = "涉及区划", english = "Division", kind = ValueKind.DIVISION) @Division @Size(max = 12) String divisionCode,
        @Item(chinese = "地点", english = "Place", kind = ValueKind.REFERENCE) @Size(max = 26) String placeId,
        @Item(chinese = "地点描述", english = "Location", level = L2, personal = QUASI, kind = ValueKind.ADDRESS, publish = GENERALISE)
                @Size(max = 300) String locationText,
        @Item(chinese = "关联事项", english = "Related matters", level = L2, kind = ValueKind.REFERENCE) List<String> relatedMatterIds,
        @Item(chinese = "情感倾向", english = "Polarity", kind = ValueKind.CODE, codes = "polarity") @Size(max = 8) String polarity,
        @Item(chinese = "情感得分", english = "Polarity score", kind = ValueKind.AMOUNT) @DecimalMin("-1") @DecimalMax("1") BigDecimal polarityScore,
        @Item(chinese = "置信度", english = "Confidence", kind = ValueKind.AMOUNT) @DecimalMin("0") @DecimalMax("1") BigDecimal confidence,
        @Item(chinese = "算法版本", english = "Algorithm") @Size(max = 40) String algorithmId,
        @Item(chinese = "转发数", english = "Reposts", kind = ValueKind.AMOUNT) @PositiveOrZero Integer reposts,
        @Item(chinese = "评论数", english = "Comments", kind = ValueKind.AMOUNT) @PositiveOrZero Integer comments,
        @Item(chinese = "点赞数", english = "Likes", kind = ValueKind.AMOUNT) @PositiveOrZero Integer likes,
        @Item(chinese = "热度指数", english = "Heat", kind = ValueKind.AMOUNT) BigDecimal heatIndex,
        @Item(chinese = "风险等级", english = "Risk level", level = L2, kind = ValueKind.CODE, codes = "risk_level")
                @Size(max = 8) String riskLevel,
        @Item(chinese = "聚类", english = "Cluster", kind = ValueKind.REFERENCE) @Size(max = 64) String clusterId,
        @Item(chinese = "聚类规模", english = "Cluster size") @PositiveOrZero Integer clusterSize,
        @Item(chinese = "核实状态", english = "Verification", level = L2, kind = ValueKind.CODE, codes = "verify_status")
                @Size(max = 12) String verifyStatus,
        @Item(chinese = "回应单位", english = "Responding organisation", kind = ValueKind.REFERENCE) @Size(max = 26) String responseOrgId,
        @Item(chinese = "回应单位名称", english = "Responding organisation (name)") @Size(max = 120) String responseOrgName,
        @Item(chinese = "回应时限", english = "Response due", kind = ValueKind.TIME) Instant responseDue,
        @Item(chinese = "回应状态", english = "Response", kind = ValueKind.CODE) @Size(max = 16) String responseStatus,
        @Item(chinese = "走访信息", english = "Visit", level = L4, personal = SENSITIVE, publish = AGGREGATE) Json visitInfo) {}
