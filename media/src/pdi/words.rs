//! The pages' words: one table per language, so that another language is another table.

/// A language of pages and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese in simplified characters.
    ChineseSimplified,
}

impl Language {
    /// All of them.
    pub const ALL: &[Self] = &[Self::English, Self::ChineseSimplified];

    /// The language tag (BCP 47).
    pub fn tag(self) -> &'static str {
        self.words().tag
    }

    /// The language of a tag; regions are passed over (`zh-CN` is `zh-Hans`).
    pub fn find(tag: &str) -> Option<Self> {
        let primary = |tag: &str| {
            tag.split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        Self::ALL
            .iter()
            .copied()
            .find(|language| primary(language.tag()) == primary(tag))
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::ChineseSimplified => &CHINESE_SIMPLIFIED,
        }
    }
}

/// What pages say.
pub(crate) struct Words {
    pub(crate) tag: &'static str,
    pub(crate) title: &'static str,
    pub(crate) made_by: &'static str,
    pub(crate) made_on: &'static str,
    pub(crate) volume: &'static str,
    pub(crate) privacy: &'static str,
    pub(crate) patient: &'static str,
    pub(crate) patient_id: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) sex: &'static str,
    pub(crate) sexes: [(&'static str, &'static str); 3],
    pub(crate) study: &'static str,
    pub(crate) studies: &'static str,
    pub(crate) series: &'static str,
    pub(crate) date: &'static str,
    pub(crate) accession: &'static str,
    pub(crate) modality: &'static str,
    pub(crate) images: &'static str,
    pub(crate) image: &'static str,
    pub(crate) frame: &'static str,
    pub(crate) report: &'static str,
    pub(crate) document: &'static str,
    pub(crate) waveform: &'static str,
    pub(crate) presentation: &'static str,
    pub(crate) object: &'static str,
    pub(crate) listed: &'static str,
    pub(crate) thinned: &'static str,
    pub(crate) thinned_series: &'static str,
    pub(crate) no_room: &'static str,
    pub(crate) back: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) page: &'static str,
    pub(crate) on_disc: &'static str,
    pub(crate) importable: &'static str,
    pub(crate) importable_words: &'static str,
    pub(crate) not_importable: &'static str,
    pub(crate) none: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) readme: &'static str,
    pub(crate) not_diagnostic: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) unnamed: &'static str,
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Medical images",
    made_by: "Made by",
    made_on: "on",
    volume: "Disc",
    privacy: "This disc holds medical images and personal data. It belongs to the patient named here; whoever finds it is asked to return it.",
    patient: "Patient",
    patient_id: "Patient ID",
    birth_date: "Born",
    sex: "Sex",
    sexes: [("M", "male"), ("F", "female"), ("O", "other")],
    study: "Examination",
    studies: "Examinations",
    series: "Series",
    date: "Date",
    accession: "Accession number",
    modality: "Modality",
    images: "Items",
    image: "Image",
    frame: "frame",
    report: "Report",
    document: "Document",
    waveform: "Waveform",
    presentation: "Display settings",
    object: "Object",
    listed: "No picture of it can be shown on a page; it is in the DICOM data.",
    thinned: "These are some of its frames; all are in the DICOM data.",
    thinned_series: "{series}: the viewer has one image of {every}; all are in the folder DICOM.",
    no_room: "There was no room on this disc for the viewer; the pages show its images reduced.",
    back: "Back",
    previous: "Previous",
    next: "Next",
    page: "Page",
    on_disc: "What is on this disc",
    importable: "Data for import",
    importable_words: "DICOM files in the folder DICOM, listed by DICOMDIR. Hospitals and practices read them into their own systems.",
    not_importable: "Data that cannot be imported",
    none: "None.",
    missing: "Asked for and not on this disc",
    pages: "Pages with pictures",
    readme: "Technical notes",
    not_diagnostic: "Pictures on these pages are reduced for reading on any screen; a diagnosis is made from the DICOM data.",
    contact: "Questions about this disc",
    unnamed: "(no name)",
};

static CHINESE_SIMPLIFIED: Words = Words {
    tag: "zh-Hans",
    title: "医学影像",
    made_by: "制作单位",
    made_on: "制作日期",
    volume: "光盘",
    privacy: "本光盘含有医学影像和个人信息，归此处所列患者所有。如有拾获，敬请归还。",
    patient: "患者",
    patient_id: "患者 ID",
    birth_date: "出生日期",
    sex: "性别",
    sexes: [("M", "男"), ("F", "女"), ("O", "其他")],
    study: "检查",
    studies: "检查",
    series: "序列",
    date: "日期",
    accession: "检查号",
    modality: "设备类型",
    images: "数量",
    image: "影像",
    frame: "帧",
    report: "报告",
    document: "文档",
    waveform: "波形",
    presentation: "显示设置",
    object: "对象",
    listed: "无法在网页上显示其影像；它在 DICOM 数据中。",
    thinned: "此处只显示部分帧；全部帧都在 DICOM 数据中。",
    thinned_series: "{series}：查看器中每 {every} 幅影像显示一幅；全部影像在 DICOM 文件夹中。",
    no_room: "本光盘空间不足，未包含查看器；网页中的影像已缩小。",
    back: "返回",
    previous: "上一页",
    next: "下一页",
    page: "页",
    on_disc: "光盘内容",
    importable: "可导入的数据",
    importable_words: "DICOM 文件位于 DICOM 文件夹，由 DICOMDIR 编目。医院和诊所可将其导入自己的系统。",
    not_importable: "不可导入的数据",
    none: "无。",
    missing: "要求刻录但不在本光盘上的内容",
    pages: "影像网页",
    readme: "技术说明",
    not_diagnostic: "网页上的影像为便于浏览而缩小；诊断应以 DICOM 数据为准。",
    contact: "光盘咨询",
    unnamed: "（无姓名）",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_find_their_language_whatever_the_region() {
        assert_eq!(Language::find("zh-CN"), Some(Language::ChineseSimplified));
        assert_eq!(Language::find("en-GB"), Some(Language::English));
        assert_eq!(Language::find("tlh"), None);
    }
}
