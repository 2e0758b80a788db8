//! What stands around every page, and what goes wrong.

/// What stands around every page, and what goes wrong.
#[derive(Debug)]
pub(crate) struct ShellWords {
    pub(crate) skip: &'static str,
    pub(crate) menu: &'static str,
    pub(crate) nav_desk: &'static str,
    pub(crate) nav_films: &'static str,
    pub(crate) nav_users: &'static str,
    pub(crate) nav_tokens: &'static str,
    pub(crate) nav_audit: &'static str,
    pub(crate) nav_account: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) error_title: &'static str,
    pub(crate) error_sign_in: &'static str,
    pub(crate) error_forbidden: &'static str,
    pub(crate) error_not_found: &'static str,
    pub(crate) error_stale: &'static str,
    pub(crate) error_failed: &'static str,
    pub(crate) back_to_desk: &'static str,
}

/// English.
pub(super) static EN: ShellWords = ShellWords {
    skip: "Skip to content",
    menu: "Main menu",
    nav_desk: "Desk",
    nav_films: "Films",
    nav_users: "Users",
    nav_tokens: "Programs",
    nav_audit: "Audit trail",
    nav_account: "My password",
    sign_out: "Sign out",
    error_title: "That did not work",
    error_sign_in: "Sign in first.",
    error_forbidden: "Your role does not allow this.",
    error_not_found: "This page does not exist.",
    error_stale: "This page is no longer current. Load it again.",
    error_failed: "The server failed. Its log says why.",
    back_to_desk: "Back to the desk",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: ShellWords = ShellWords {
    skip: "跳到内容",
    menu: "主菜单",
    nav_desk: "前台",
    nav_films: "胶片",
    nav_users: "用户",
    nav_tokens: "程序",
    nav_audit: "审计记录",
    nav_account: "我的密码",
    sign_out: "退出",
    error_title: "操作未完成",
    error_sign_in: "请先登录。",
    error_forbidden: "您的角色无权执行此操作。",
    error_not_found: "没有此页面或内容。",
    error_stale: "页面已过期，请重新加载。",
    error_failed: "服务器出错，详情见日志。",
    back_to_desk: "返回前台",
};
