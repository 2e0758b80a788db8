//! Words of the import page.

/// Those of one language.
#[derive(Debug)]
pub(crate) struct ImportWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) drop: &'static str,
    pub(crate) choose_files: &'static str,
    pub(crate) choose_folder: &'static str,
    pub(crate) plain_note: &'static str,
    pub(crate) plain_send: &'static str,
    pub(crate) plain_again: &'static str,
    pub(crate) no_file: &'static str,
    pub(crate) sending: &'static str,
    pub(crate) send_failed: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) on_medium: &'static str,
    pub(crate) nobody_on_medium: &'static str,
    pub(crate) partial: &'static str,
    /// `{0}`: how many files.
    pub(crate) unreadable: &'static str,
    pub(crate) whose: &'static str,
    pub(crate) as_it_says: &'static str,
    pub(crate) local_search: &'static str,
    pub(crate) local_none: &'static str,
    pub(crate) differs: &'static str,
    pub(crate) several: &'static str,
    pub(crate) accession: &'static str,
    pub(crate) go: &'static str,
    pub(crate) discard: &'static str,
    pub(crate) jobs: &'static str,
    pub(crate) jobs_none: &'static str,
    pub(crate) importing: &'static str,
    pub(crate) done: &'static str,
    pub(crate) files: &'static str,
    pub(crate) missed_title: &'static str,
    pub(crate) more: &'static str,
    pub(crate) notices: &'static str,
    pub(crate) came_for: &'static str,
    pub(crate) fates: &'static [(&'static str, &'static str)],
    pub(crate) reason_files_gone: &'static str,
    pub(crate) reason_patient_gone: &'static str,
    pub(crate) reason_archive: &'static str,
    pub(crate) reason_password: &'static str,
    pub(crate) locked: &'static str,
    pub(crate) wrong_password: &'static str,
    pub(crate) password: &'static str,
    pub(crate) unlock: &'static str,
    pub(crate) reason_other: &'static str,
}

/// English.
pub(super) static EN: ImportWords = ImportWords {
    title: "Import",
    intro: "Bring a foreign disc, a folder or a ZIP into this archive.",
    drop: "Drop files, a folder, a ZIP or an image of a disc here",
    choose_files: "Choose files",
    choose_folder: "Choose a folder or disc",
    plain_note: "They are sent when you press the button; the next page comes when all have arrived.",
    plain_send: "Send the files",
    plain_again: "Show how far the imports are",
    no_file: "No file was chosen.",
    sending: "Sending files to the server",
    send_failed: "The files could not be sent. Try again.",
    reading: "Reading what is on it…",
    on_medium: "Patients found on it",
    nobody_on_medium: "There is no DICOM image on it.",
    partial: "There are more files than were looked at.",
    unreadable: "{0} files cannot be read as DICOM.",
    whose: "Whose images are these here?",
    as_it_says: "As the disc says",
    local_search: "A patient who is here: name, Patient ID or birth date",
    local_none: "No such patient is here.",
    differs: "differs from the disc",
    several: "There is more than one patient on it: it comes in as it says.",
    accession: "Accession number of the order here (optional)",
    go: "Import",
    discard: "Discard",
    jobs: "Imports",
    jobs_none: "Nothing was imported yet.",
    importing: "being imported",
    done: "done",
    files: "files",
    missed_title: "Files that did not come in, or contradict what is here",
    more: "more",
    notices: "About the medium",
    came_for: "Came in for",
    fates: &[
        ("new", "came in"),
        ("already-here", "were here already"),
        ("conflict", "contradict what is here and are kept apart"),
        ("refused", "refused"),
        ("missing", "are named in DICOMDIR and not there"),
        ("hidden", "cannot be reached on the medium"),
        ("unreadable", "cannot be read"),
        ("not-dicom", "are not DICOM and were left out"),
    ],
    reason_files_gone: "The files are no longer on the server. Drop them again.",
    reason_patient_gone: "The chosen patient is no longer here. Choose again.",
    reason_archive: "The archive has no room or did not answer. The files are kept: when that is mended, try again.",
    reason_password: "A ZIP on it is encrypted: type its password and try again.",
    locked: "A ZIP on it is encrypted.",
    wrong_password: "This is not the password of the ZIP.",
    password: "Password of the ZIP",
    unlock: "Open",
    reason_other: "Something went wrong. Try again; if it stays, call the administrator.",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: ImportWords = ImportWords {
    title: "导入",
    intro: "将外来光盘、文件夹或 ZIP 导入本系统。",
    drop: "将文件、文件夹、ZIP 或光盘映像拖放到此处",
    choose_files: "选择文件",
    choose_folder: "选择文件夹或光盘",
    plain_note: "点击按钮后开始发送；全部到达后显示下一页。",
    plain_send: "发送文件",
    plain_again: "查看导入进度",
    no_file: "未选择文件。",
    sending: "正在将文件发送到服务器",
    send_failed: "文件发送失败，请重试。",
    reading: "正在读取内容…",
    on_medium: "其中有以下患者的影像",
    nobody_on_medium: "其中没有 DICOM 影像。",
    partial: "文件过多，未全部查看。",
    unreadable: "{0} 个文件无法作为 DICOM 读取。",
    whose: "这些影像在本院属于谁？",
    as_it_says: "按光盘所写",
    local_search: "本院患者：姓名、患者 ID 或出生日期",
    local_none: "本院没有此患者。",
    differs: "与光盘不同",
    several: "其中有多位患者，将按光盘所写导入。",
    accession: "本院检查号（可选）",
    go: "导入",
    discard: "放弃",
    jobs: "导入任务",
    jobs_none: "尚未导入。",
    importing: "正在导入",
    done: "已完成",
    files: "个文件",
    missed_title: "未导入或与现有内容冲突的文件",
    more: "更多",
    notices: "关于介质",
    came_for: "已导入患者",
    fates: &[
        ("new", "已导入"),
        ("already-here", "已存在"),
        ("conflict", "与现有内容冲突，已单独保存"),
        ("refused", "被拒绝"),
        ("missing", "DICOMDIR 中有记录但文件不存在"),
        ("hidden", "在介质上无法访问"),
        ("unreadable", "无法读取"),
        ("not-dicom", "不是 DICOM，已略过"),
    ],
    reason_files_gone: "文件已不在服务器上，请重新拖放。",
    reason_patient_gone: "所选患者已不在本系统中，请重新选择。",
    reason_archive: "存档空间不足或没有响应。文件已保留，问题解决后请重试。",
    reason_password: "其中的 ZIP 已加密：请输入密码后重试。",
    locked: "其中的 ZIP 已加密。",
    wrong_password: "ZIP 密码不正确。",
    password: "ZIP 密码",
    unlock: "打开",
    reason_other: "出现问题，请重试；若仍失败，请联系管理员。",
};

impl ImportWords {
    /// What became of files.
    pub(crate) fn fate<'w>(&self, fate: &'w str) -> &'w str
    where
        'static: 'w,
    {
        let found = self.fates.iter().find(|(word, _)| *word == fate);
        found.map_or(fate, |(_, words)| *words)
    }

    /// Why an import failed.
    pub(crate) fn reason(&self, reason: &str) -> &'static str {
        match reason.split(':').next().unwrap_or_default() {
            "files-gone" => self.reason_files_gone,
            "patient-gone" => self.reason_patient_gone,
            "archive" => self.reason_archive,
            "password" => self.reason_password,
            _ => self.reason_other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_know_the_same_fates() {
        let fates = |words: &ImportWords| -> Vec<&str> {
            words.fates.iter().map(|(fate, _)| *fate).collect()
        };
        assert_eq!(fates(&EN), fates(&ZH_HANS));
    }
}
