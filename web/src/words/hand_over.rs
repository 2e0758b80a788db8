//! A finished disc is given to somebody.

/// A finished disc is given to somebody.
#[derive(Debug)]
pub(crate) struct HandOverWords {
    pub(crate) title: &'static str,
    pub(crate) give: &'static str,
    pub(crate) given: &'static str,
    pub(crate) by: &'static str,
    pub(crate) to: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) taker: &'static str,
    pub(crate) taker_hint: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) back: &'static str,
    pub(crate) not_done: &'static str,
    pub(crate) off: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) unread: &'static str,
}

/// English.
pub(super) static EN: HandOverWords = HandOverWords {
    title: "Hand over",
    give: "Handed over",
    given: "Handed over",
    by: "by",
    to: "to",
    code: "Pickup code",
    code_hint: "Six letters and digits on the disc's label: type or scan them.",
    taker: "Name of who takes the disc",
    taker_hint: "The name is enough where nobody can sign.",
    sign: "Signature: with mouse, pen or finger",
    clear: "Clear",
    signature: "Signature",
    back: "Back to the desk",
    not_done: "This disc is not finished.",
    off: "The settings do not ask for a hand-over.",
    wrong: "This is not the pickup code of this disc.",
    too_many: "Too many codes were tried for this disc. Call the administrator.",
    nobody: "Say who takes the disc.",
    unread: "The signature cannot be read. Clear it and sign again.",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: HandOverWords = HandOverWords {
    title: "交付光盘",
    give: "确认交付",
    given: "已交付",
    by: "经办",
    to: "领取人",
    code: "取盘码",
    code_hint: "光盘标签上的六位字母和数字，可输入或扫描。",
    taker: "领取人姓名",
    taker_hint: "无法签名时，填写姓名即可。",
    sign: "签名：可用鼠标、触控笔或手指",
    clear: "清除",
    signature: "签名",
    back: "返回前台",
    not_done: "此光盘尚未完成。",
    off: "设置中未启用光盘交付登记。",
    wrong: "这不是此光盘的取盘码。",
    too_many: "此光盘的取盘码尝试次数过多，请联系管理员。",
    nobody: "请填写领取人姓名。",
    unread: "签名无法读取，请清除后重新签名。",
};
