//! Studies that go on to another archive.

/// Studies that go on to another archive.
#[derive(Debug)]
pub(crate) struct SendsWords {
    pub(crate) title: &'static str,
    pub(crate) send_to: &'static str,
    pub(crate) send_ticked: &'static str,
    pub(crate) send_on: &'static str,
    pub(crate) no_destination: &'static str,
    pub(crate) after_import: &'static str,
    pub(crate) do_not_send: &'static str,
    pub(crate) ordered: &'static str,
    pub(crate) to: &'static str,
    pub(crate) state_running: &'static str,
    pub(crate) state_done: &'static str,
    pub(crate) state_away: &'static str,
    /// `{0}`: a time of day.
    pub(crate) next_try: &'static str,
    /// `{0}` of `{1}`.
    pub(crate) arrived: &'static str,
    pub(crate) turned: &'static str,
    pub(crate) named: &'static str,
    pub(crate) more: &'static str,
    pub(crate) unknown_destination: &'static str,
    pub(crate) answers: &'static [(&'static str, &'static str)],
    pub(crate) reasons: &'static [(&'static str, &'static str)],
    pub(crate) reason_other: &'static str,
}

/// English.
pub(super) static EN: SendsWords = SendsWords {
    title: "Sent on",
    send_to: "Send to",
    send_ticked: "Send what is ticked",
    send_on: "Send on",
    no_destination: "To send studies on to a PACS, an administrator names it as a [[destination]] under Settings.",
    after_import: "When it is in, send it on to",
    do_not_send: "nobody",
    ordered: "The studies are being sent",
    to: "to",
    state_running: "being sent",
    state_done: "sent",
    state_away: "waits for the destination",
    next_try: "Tried again by itself at {0}",
    arrived: "{0} of {1} images arrived",
    turned: "converted without loss, because the destination does not take them as they are",
    named: "Which images",
    more: "more",
    unknown_destination: "There is no such destination in the settings.",
    answers: &[
        ("already-there", "were there already"),
        ("changed", "arrived; the destination changed values in them"),
        (
            "discarded",
            "arrived; the destination left out values of them",
        ),
        (
            "mismatch-stored",
            "arrived, although the destination finds that they do not match their kind",
        ),
        ("no-room", "not taken now: the destination has no room"),
        (
            "mismatch",
            "not taken: the destination finds that they do not match their kind",
        ),
        (
            "not-understood",
            "not taken: the destination does not understand them",
        ),
        (
            "not-taken",
            "not taken: the destination does not store this kind of image",
        ),
        (
            "not-allowed",
            "not taken: the destination does not allow us to store them",
        ),
        ("unreadable", "not sent: they cannot be read here"),
        ("refused", "not taken by the destination"),
    ],
    reasons: &[
        (
            "refused",
            "Some images were not taken. Try again sends these only; if it stays, call the administrator of the destination.",
        ),
        (
            "rejected",
            "The destination does not accept our connection. Its administrator must enter the AE title of this server.",
        ),
        (
            "away",
            "The destination did not answer for a day. Try again when it is back; only what is missing is sent.",
        ),
        (
            "no-destination",
            "The destination is no longer in the settings. Call the administrator.",
        ),
    ],
    reason_other: "Something went wrong. Try again; if it stays, call the administrator.",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: SendsWords = SendsWords {
    title: "转发",
    send_to: "发送到",
    send_ticked: "发送所选检查",
    send_on: "转发",
    no_destination: "如需将检查转发到 PACS，请管理员在“设置”中添加 [[destination]]。",
    after_import: "导入完成后转发到",
    do_not_send: "不转发",
    ordered: "检查正在发送",
    to: "发往",
    state_running: "发送中",
    state_done: "已发送",
    state_away: "等待接收方",
    next_try: "将于 {0} 自动重试",
    arrived: "已送达 {0} / {1} 幅影像",
    turned: "已无损转换（接收方不接受原格式）",
    named: "具体影像",
    more: "更多",
    unknown_destination: "设置中没有此接收方。",
    answers: &[
        ("already-there", "接收方已有"),
        ("changed", "已送达，接收方修改了其中的值"),
        ("discarded", "已送达，接收方舍弃了其中的部分值"),
        ("mismatch-stored", "已送达，但接收方认为内容与类型不符"),
        ("no-room", "暂未接收：接收方空间不足"),
        ("mismatch", "未接收：接收方认为内容与类型不符"),
        ("not-understood", "未接收：接收方无法识别"),
        ("not-taken", "未接收：接收方不存储此类影像"),
        ("not-allowed", "未接收：接收方不允许本机存储"),
        ("unreadable", "未发送：本机无法读取"),
        ("refused", "接收方未接收"),
    ],
    reasons: &[
        (
            "refused",
            "部分影像未被接收。重试只发送这些影像；若仍失败，请联系接收方管理员。",
        ),
        (
            "rejected",
            "接收方拒绝连接，请其管理员登记本服务器的 AE 标题。",
        ),
        (
            "away",
            "接收方一天内无响应。待其恢复后请重试，只发送缺少的影像。",
        ),
        ("no-destination", "设置中已没有此接收方，请联系管理员。"),
    ],
    reason_other: "出现问题，请重试；若仍失败，请联系管理员。",
};

fn find(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    let found = table.iter().find(|(known, _)| *known == word);
    found.map(|(_, words)| *words)
}

impl SendsWords {
    /// What a destination said of images.
    pub(crate) fn answer(&self, word: &str) -> &'static str {
        find(self.answers, word).unwrap_or_default()
    }

    /// Why a send failed, and what to do.
    pub(crate) fn reason(&self, word: &str) -> &'static str {
        find(self.reasons, word).unwrap_or(self.reason_other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_words_for_the_same() {
        let known = |words: &SendsWords| {
            let tables = [words.answers, words.reasons].concat();
            tables.into_iter().map(|(word, _)| word).collect::<Vec<_>>()
        };
        assert_eq!(known(&EN), known(&ZH_HANS));
    }
}
