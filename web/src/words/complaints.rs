//! What a modality was refused, in plain words: sentences made of few parts, in each language.

use filmdesk_archive::desk::{Complaint, ComplaintKind, Disputed, NotedComplaint};

use super::filled;

/// Sentences of one language. `{0}` and so on are filled in.
#[derive(Debug)]
pub(crate) struct ComplaintWords {
    /// Attribute, value, printer, what there is.
    asked_not_there: &'static str,
    /// Attribute, value.
    asked: &'static str,
    unknown: &'static str,
    missing: &'static str,
    empty: &'static str,
    wrong: &'static str,
    between: &'static str,
    after_sentence: &'static str,
    refused: &'static str,
    reserved: &'static str,
    defaulted: &'static str,
    /// Why an association was rejected: words and sentences. Called title, calling title.
    rejections: &'static [(&'static str, &'static str)],
    /// Statuses and sentences.
    statuses: &'static [(u16, &'static str)],
    /// Keywords of attributes and their names; a keyword that is not there is taken apart.
    attributes: &'static [(&'static str, &'static str)],
}

/// English.
pub(super) static EN: ComplaintWords = ComplaintWords {
    asked_not_there: "This console asked for {0} {1}; {2} has {3}.",
    asked: "This console asked for {0} {1}, which cannot be had.",
    unknown: "It sent {0}, which is not known here.",
    missing: "It did not send {0}, which is needed.",
    empty: "It sent {0} without a value.",
    wrong: "{0} was not as it must be.",
    between: ", ",
    after_sentence: " ",
    refused: "Refused.",
    reserved: "Done all the same.",
    defaulted: "The printer's default was used.",
    rejections: &[
        (
            "called-unknown",
            "It called {0}; nothing here has this AE title.",
        ),
        (
            "calling-unknown",
            "Its AE title {1} is not in the list of [access] in the settings.",
        ),
        (
            "too-many",
            "It came while as many associations stood as the settings allow.",
        ),
        (
            "identity-not-accepted",
            "It sent a user identity, which the settings refuse.",
        ),
        (
            "identity-required",
            "It sent no user identity, which the settings require.",
        ),
        (
            "unreadable",
            "What it sent is no DICOM association request.",
        ),
    ],
    statuses: &[
        (0x0105, "It sent attributes that are not known here."),
        (0x0106, "A value is not supported."),
        (0x0107, "Attributes were ignored."),
        (
            0x0110,
            "The request could not be done in this order, or its data could not be read.",
        ),
        (
            0x0111,
            "An object of this UID is here already, with other content.",
        ),
        (
            0x0112,
            "It spoke of something that is not there, such as a film that was deleted.",
        ),
        (0x0116, "A value is out of range."),
        (0x0117, "A UID is missing or wrong."),
        (
            0x0118,
            "This kind of object is not served on this connection.",
        ),
        (0x0119, "It spoke of an object of another kind."),
        (0x0122, "This kind of object is not taken."),
        (0x0124, "It may not print here."),
        (0x0210, "It used a message number twice."),
        (
            0x0211,
            "It asked for something that this service does not have.",
        ),
        (0x0212, "The request lacks something or is written wrongly."),
        (0x0213, "The server had no room or memory for it."),
        (
            0xA700,
            "The server has no room: the disk or its share is full.",
        ),
        (
            0xA900,
            "The object names another kind or UID than the request.",
        ),
        (
            0xC000,
            "The object cannot be read: its bytes are damaged or wrongly written.",
        ),
        (0xC001, "The compressed object cannot be read."),
        (
            0xC002,
            "The object does not say which study or series it belongs to.",
        ),
        (
            0xB600,
            "It asked to reserve memory, which this printer does not do.",
        ),
        (0xB601, "Copies are not collated."),
        (0xB602, "It printed a session without any image."),
        (0xB603, "It printed a film without any image."),
        (0xB604, "An image was larger than its place: made smaller."),
        (
            0xB605,
            "It asked for a density that the printer cannot do; the printer's limit was used.",
        ),
        (0xB609, "An image was larger than its place: cut."),
        (
            0xB60A,
            "An image was larger than its place: made smaller by leaving out pixels.",
        ),
        (0xC600, "It printed a session that has no film."),
        (0xC601, "The print queue or the disk is full."),
        (0xC602, "The print queue or the disk is full."),
        (
            0xC603,
            "An image is larger than its place, and it asked for it to be refused then.",
        ),
        (0xC605, "The server had no room for the pixels."),
        (
            0xC616,
            "It made a second film before the first one was printed.",
        ),
    ],
    attributes: &[],
};

/// Simplified Chinese.
pub(super) static ZH_HANS: ComplaintWords = ComplaintWords {
    asked_not_there: "此设备请求{0} {1}；{2} 只有 {3}。",
    asked: "此设备请求{0} {1}，无法提供。",
    unknown: "发送了本机不认识的{0}。",
    missing: "缺少必需的{0}。",
    empty: "{0}没有值。",
    wrong: "{0}不符合要求。",
    between: "、",
    after_sentence: "",
    refused: "已拒绝。",
    reserved: "请求仍已完成。",
    defaulted: "已使用打印机的默认值。",
    rejections: &[
        ("called-unknown", "呼叫 {0}，但本机没有此 AE 标题。"),
        (
            "calling-unknown",
            "其 AE 标题 {1} 不在设置 [access] 的列表中。",
        ),
        ("too-many", "同时关联数已达到设置的上限。"),
        ("identity-not-accepted", "发送了用户身份，而设置不接受。"),
        ("identity-required", "未发送用户身份，而设置要求发送。"),
        ("unreadable", "发送的不是 DICOM 关联请求。"),
    ],
    statuses: &[
        (0x0105, "发送了本机不认识的属性。"),
        (0x0106, "有不支持的值。"),
        (0x0107, "有属性被忽略。"),
        (0x0110, "请求次序不对，或数据无法读取。"),
        (0x0111, "此 UID 的对象已存在，但内容不同。"),
        (0x0112, "所指的对象不存在，例如已删除的胶片。"),
        (0x0116, "有超出范围的值。"),
        (0x0117, "UID 缺失或错误。"),
        (0x0118, "此连接不提供这类对象。"),
        (0x0119, "所指对象的类别不符。"),
        (0x0122, "不接收这类对象。"),
        (0x0124, "不允许在此打印。"),
        (0x0210, "重复使用了消息编号。"),
        (0x0211, "请求了此服务没有的操作。"),
        (0x0212, "请求缺少内容或书写有误。"),
        (0x0213, "服务器空间或内存不足。"),
        (0xA700, "服务器空间不足：磁盘或配额已满。"),
        (0xA900, "对象的类别或 UID 与请求不一致。"),
        (0xC000, "对象无法读取：字节损坏或书写有误。"),
        (0xC001, "压缩的对象无法读取。"),
        (0xC002, "对象未说明属于哪个检查或序列。"),
        (0xB600, "请求预留内存，此打印机不支持。"),
        (0xB601, "多份打印不分套。"),
        (0xB602, "打印了没有图像的会话。"),
        (0xB603, "打印了没有图像的胶片。"),
        (0xB604, "图像大于其位置，已缩小。"),
        (0xB605, "请求的密度超出打印机范围，已使用其极限值。"),
        (0xB609, "图像大于其位置，已裁切。"),
        (0xB60A, "图像大于其位置，已抽取像素缩小。"),
        (0xC600, "打印了没有胶片的会话。"),
        (0xC601, "打印队列或磁盘已满。"),
        (0xC602, "打印队列或磁盘已满。"),
        (0xC603, "图像大于其位置，且设备要求此时拒绝。"),
        (0xC605, "服务器没有空间存放像素。"),
        (0xC616, "前一张胶片尚未打印就创建了第二张。"),
    ],
    attributes: &[
        ("FilmSizeID", "胶片尺寸"),
        ("MediumType", "介质类型"),
        ("FilmDestination", "胶片去向"),
        ("MagnificationType", "放大方式"),
        ("NumberOfCopies", "份数"),
        ("MinDensity", "最小密度"),
        ("MaxDensity", "最大密度"),
        ("ImageDisplayFormat", "图像排列格式"),
        ("FilmOrientation", "胶片方向"),
        ("PrintPriority", "打印优先级"),
        ("SmoothingType", "平滑方式"),
        ("BorderDensity", "边框密度"),
        ("EmptyImageDensity", "空白图像密度"),
        ("Trim", "边线"),
        ("Polarity", "极性"),
        ("RequestedResolutionID", "请求的分辨率"),
        ("RequestedDecimateCropBehavior", "图像过大时的处理"),
        ("PresentationLUTShape", "显示 LUT 形状"),
        ("MemoryAllocation", "内存分配"),
        ("StudyInstanceUID", "检查 UID"),
        ("SeriesInstanceUID", "序列 UID"),
    ],
};

impl ComplaintWords {
    /// A complaint of a caller, and how it ended.
    pub(crate) fn told(&self, calling: &str, noted: &NotedComplaint) -> String {
        let complaint = &noted.complaint;
        if complaint.kind == ComplaintKind::Rejected {
            return self.rejection(calling, noted);
        }
        let values = complaint.values.iter();
        let mut sentences: Vec<String> = values
            .map(|value| self.value(complaint, value, &noted.called))
            .collect();
        if sentences.is_empty() {
            sentences.push(self.status(complaint));
        }
        let has_default = complaint.values.iter().any(|value| !value.asked.is_empty());
        sentences.push(match (complaint.kind, has_default) {
            (ComplaintKind::Refused, _) => self.refused.to_owned(),
            (_, true) => self.defaulted.to_owned(),
            (_, false) => self.reserved.to_owned(),
        });
        sentences.join(self.after_sentence)
    }

    fn rejection(&self, calling: &str, noted: &NotedComplaint) -> String {
        let reason = noted.complaint.reason.as_str();
        let found = self.rejections.iter().find(|(word, _)| *word == reason);
        let sentence = found.map_or(reason, |(_, sentence)| *sentence);
        filled(sentence, &[&noted.called, calling])
    }

    fn value(&self, complaint: &Complaint, value: &Disputed, printer: &str) -> String {
        let name = self.attribute(&value.attribute);
        match (value.asked.is_empty(), value.offered.is_empty()) {
            (false, false) => {
                let offered = value.offered.join(self.between);
                filled(
                    self.asked_not_there,
                    &[&name, &value.asked, printer, &offered],
                )
            }
            (false, true) => filled(self.asked, &[&name, &value.asked]),
            (true, _) => filled(self.attribute_sentence(complaint.status), &[&name]),
        }
    }

    fn attribute_sentence(&self, status: u16) -> &'static str {
        match status {
            0x0105 | 0x0107 | 0x0114 => self.unknown,
            0x0120 | 0xC002 => self.missing,
            0x0121 => self.empty,
            _ => self.wrong,
        }
    }

    fn status(&self, complaint: &Complaint) -> String {
        let found = self
            .statuses
            .iter()
            .find(|(status, _)| *status == complaint.status);
        found.map_or_else(
            || complaint.reason.clone(),
            |(_, words)| (*words).to_owned(),
        )
    }

    fn attribute(&self, keyword: &str) -> String {
        let found = self.attributes.iter().find(|(known, _)| *known == keyword);
        found.map_or_else(|| apart(keyword), |(_, name)| (*name).to_owned())
    }
}

/// A keyword as words: `FilmSizeID` is `Film Size ID`.
fn apart(keyword: &str) -> String {
    let letters: Vec<char> = keyword.chars().collect();
    let mut words = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let after_small = at > 0 && letters[at - 1].is_lowercase();
        let before_small = at > 0 && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) {
            words.push(' ');
        }
        words.push(*letter);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;

    fn noted(
        kind: ComplaintKind,
        status: u16,
        reason: &str,
        values: Vec<Disputed>,
    ) -> NotedComplaint {
        NotedComplaint {
            called: "FILMDESK".to_owned(),
            complaint: Complaint {
                kind,
                message: "N-CREATE-RQ".to_owned(),
                object: "Basic Film Box".to_owned(),
                status,
                reason: reason.to_owned(),
                values,
            },
            times: 1,
            last: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_film_size_that_is_not_there_is_told_in_plain_words() {
        let size = Disputed {
            attribute: "FilmSizeID".to_owned(),
            asked: "8INX10IN".to_owned(),
            offered: vec!["14INX17IN".to_owned()],
        };
        let noted = noted(ComplaintKind::Refused, 0x0106, "", vec![size]);
        assert_eq!(
            EN.told("CT01", &noted),
            "This console asked for Film Size ID 8INX10IN; FILMDESK has 14INX17IN. Refused."
        );
        assert_eq!(
            ZH_HANS.told("CT01", &noted),
            "此设备请求胶片尺寸 8INX10IN；FILMDESK 只有 14INX17IN。已拒绝。"
        );
    }

    #[test]
    fn rejections_name_the_titles() {
        let rejected = |reason| noted(ComplaintKind::Rejected, 0, reason, Vec::new());
        assert_eq!(
            EN.told("CT01", &rejected("called-unknown")),
            "It called FILMDESK; nothing here has this AE title."
        );
        assert!(
            EN.told("CT01", &rejected("calling-unknown"))
                .contains("CT01")
        );
    }

    #[test]
    fn both_languages_know_the_same() {
        let statuses = |words: &ComplaintWords| -> Vec<u16> {
            words.statuses.iter().map(|(status, _)| *status).collect()
        };
        let rejections = |words: &ComplaintWords| -> Vec<&str> {
            words.rejections.iter().map(|(word, _)| *word).collect()
        };
        assert_eq!(statuses(&EN), statuses(&ZH_HANS));
        assert_eq!(rejections(&EN), rejections(&ZH_HANS));
    }

    #[test]
    fn keywords_become_words() {
        for (keyword, words) in [
            ("FilmSizeID", "Film Size ID"),
            ("PresentationLUTShape", "Presentation LUT Shape"),
            ("Trim", "Trim"),
        ] {
            assert_eq!(apart(keyword), words);
        }
    }
}
