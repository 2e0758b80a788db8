//! Signing in, passwords, and the first start.

/// Signing in, passwords, and the first start.
#[derive(Debug)]
pub(crate) struct AccessWords {
    pub(crate) sign_in: &'static str,
    pub(crate) user_name: &'static str,
    pub(crate) password: &'static str,
    pub(crate) password_now: &'static str,
    pub(crate) password_new: &'static str,
    pub(crate) password_change: &'static str,
    pub(crate) password_short: &'static str,
    pub(crate) password_wrong: &'static str,
    pub(crate) sign_in_wrong: &'static str,
    pub(crate) sign_in_locked: &'static str,
    pub(crate) setup_title: &'static str,
    pub(crate) setup_intro: &'static str,
    pub(crate) setup_go: &'static str,
    pub(crate) setup_link_wrong: &'static str,
    pub(crate) setup_wanted: &'static str,
    pub(crate) name_rule: &'static str,
}

/// English.
pub(super) static EN: AccessWords = AccessWords {
    sign_in: "Sign in",
    user_name: "User name",
    password: "Password",
    password_now: "Password now",
    password_new: "New password (at least 10 characters)",
    password_change: "Change the password",
    password_short: "A password has 10 to 256 characters.",
    password_wrong: "This is not the password now.",
    sign_in_wrong: "Name or password is wrong.",
    sign_in_locked: "Too many wrong passwords. Try again later, or ask an administrator.",
    setup_title: "First start",
    setup_intro: "Choose the name and password of the first administrator. Until then only this computer is answered.",
    setup_go: "Make the administrator",
    setup_link_wrong: "This link is of another start. The newest one is in what the server printed.",
    setup_wanted: "There is no administrator yet. Open the set-up link that the server printed at its start.",
    name_rule: "A name has 1 to 64 letters, digits, dots, hyphens or underscores.",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: AccessWords = AccessWords {
    sign_in: "登录",
    user_name: "用户名",
    password: "密码",
    password_now: "当前密码",
    password_new: "新密码（至少 10 个字符）",
    password_change: "修改密码",
    password_short: "密码长度为 10 至 256 个字符。",
    password_wrong: "当前密码不正确。",
    sign_in_wrong: "用户名或密码不正确。",
    sign_in_locked: "密码错误次数过多，请稍后再试，或联系管理员。",
    setup_title: "首次启动",
    setup_intro: "请设置第一位管理员的用户名和密码。在此之前，系统只响应本机。",
    setup_go: "创建管理员",
    setup_link_wrong: "此链接不属于本次启动。最新链接见服务器启动时的输出。",
    setup_wanted: "尚无管理员。请打开服务器启动时输出的设置链接。",
    name_rule: "用户名为 1 至 64 个字母、数字、点、连字符或下划线。",
};
