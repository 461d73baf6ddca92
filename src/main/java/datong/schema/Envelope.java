package datong.schema;

import static datong.schema.DefaultTreatment.DROP;
import static datong.schema.DefaultTreatment.PSEUDONYMISE;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What every record of every element carries (DOMAIN §3.3). The hub fills it; no mapping does. */
public record Envelope(
        @Item(chinese = "记录标识", english = "Record") @NotNull @Size(min = 26, max = 26) String recordId,
        @Item(chinese = "要素类型", english = "Element") @NotNull @Size(max = 16) String elementType,
        @Item(chinese = "来源系统代码", english = "Source system") @NotNull @Size(max = 32) String sourceSystemCode,
        @Item(chinese = "来源记录主键", english = "Source record key", level = Level.L3, personal = PersonalData.PSEUDONYM, publish = PSEUDONYMISE)
                @NotNull @Size(max = 128) String sourceRecordKey,
        @Item(chinese = "批次号", english = "Batch") @NotNull @Size(min = 26, max = 26) String batchId,
        @Item(chinese = "映射版本", english = "Mapping version") @NotNull @Size(max = 20) String mappingVersion,
        @Item(chinese = "入库时间", english = "Ingested at", kind = ValueKind.TIME) @NotNull Instant ingestedAt,
        @Item(chinese = "来源更新时间", english = "Updated at source", kind = ValueKind.TIME) Instant sourceUpdatedAt,
        @Item(chinese = "生效时间", english = "Valid from", kind = ValueKind.TIME) @NotNull Instant validFrom,
        @Item(chinese = "失效时间", english = "Valid to", kind = ValueKind.TIME) Instant validTo,
        @Item(chinese = "提供单位代码", english = "Provider", kind = ValueKind.CREDIT_CODE) @NotNull @Size(max = 18) String providerOrgUscc,
        @Item(chinese = "目录代码", english = "Dataset") @NotNull @Size(max = 64) String catalogueCode,
        @Item(chinese = "合法性基础", english = "Legal basis", codes = "legal_basis") @NotNull @Size(max = 16) String legalBasis,
        @Item(chinese = "合法性依据", english = "Legal reference") @Size(max = 200) String legalBasisRef,
        @Item(chinese = "目的代码", english = "Purpose") @NotNull @Size(max = 64) String purposeCode,
        @Item(chinese = "共享属性", english = "Sharing attribute", codes = "share_attr") @NotNull @Size(max = 16) String shareAttr,
        @Item(chinese = "级别", english = "Level") @NotNull @Size(max = 2) String level,
        @Item(chinese = "重要数据标志", english = "Important data") @NotNull Boolean importantFlag,
        @Item(chinese = "可识别性", english = "Identifiability", codes = "identifiability") @NotNull @Size(max = 16) String identifiability,
        @Item(chinese = "保存期限", english = "Retained until", kind = ValueKind.DATE) LocalDate retentionUntil,
        @Item(chinese = "处理状态", english = "Processing state", codes = "processing_state") @NotNull @Size(max = 16) String processingState,
        @Item(chinese = "质量评分", english = "Quality score") @NotNull Integer qualityScore,
        @Item(chinese = "质量标记", english = "Quality flags") List<String> qualityFlags,
        @Item(chinese = "感知方式", english = "Sensing mode", codes = "sensing_mode") @NotNull @Size(max = 8) String sensingMode,
        @Item(chinese = "记录摘要", english = "Record hash") @NotNull @Size(min = 64, max = 64) String recordHash,
        @Item(chinese = "血缘", english = "Lineage", level = Level.L2, publish = DROP) Json lineage) {}
