//! Recordings of associations.

/// Those of one language.
#[derive(Debug)]
pub(crate) struct RecordingWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) record: &'static str,
    pub(crate) count: &'static str,
    pub(crate) record_intro: &'static str,
    pub(crate) now: &'static str,
    pub(crate) now_none: &'static str,
    pub(crate) left: &'static str,
    pub(crate) until: &'static str,
    pub(crate) missed: &'static str,
    pub(crate) end: &'static str,
    pub(crate) all: &'static str,
    pub(crate) none: &'static str,
    pub(crate) began: &'static str,
    pub(crate) took: &'static str,
    pub(crate) entries: &'static str,
    pub(crate) left_out: &'static str,
    pub(crate) text: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) number_rule: &'static str,
}

/// English.
pub(super) static EN: RecordingWords = RecordingWords {
    title: "Recordings",
    intro: "What a modality and this server say to each other, for those who support the modality. Patient data is removed before anything is written: commands, negotiation and the list of elements stay, of values only terms and numbers of printing and pixels.",
    record: "Record",
    count: "Record its next associations",
    record_intro: "Choose a modality",
    now: "Being recorded",
    now_none: "Nothing is being recorded.",
    left: "Still to come",
    until: "Ends by itself",
    missed: "Missed: too many at once",
    end: "End recording",
    all: "Recorded",
    none: "There are no recordings.",
    began: "Began",
    took: "Took",
    entries: "Entries",
    left_out: "Did not fit",
    text: "Text",
    delete: "Delete",
    number_rule: "a number from 0 to 20",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: RecordingWords = RecordingWords {
    title: "通信记录",
    intro: "设备与本服务器之间的通信内容，供设备维护人员查看。写入前已去除患者信息：保留命令、协商内容和元素列表，数值只保留与打印和像素有关的术语和数字。",
    record: "记录",
    count: "记录后续连接数",
    record_intro: "请选择设备",
    now: "正在记录",
    now_none: "当前没有记录。",
    left: "剩余",
    until: "自动结束",
    missed: "同时连接过多，未记录",
    end: "停止记录",
    all: "已有记录",
    none: "没有记录。",
    began: "开始",
    took: "用时",
    entries: "条目",
    left_out: "超出容量，未记录",
    text: "文本",
    delete: "删除",
    number_rule: "请输入 0 到 20 的数字",
};
