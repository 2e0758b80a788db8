//! Users, roles, and programs.

use filmdesk_archive::desk::Role;

/// Users, roles, and programs.
#[derive(Debug)]
pub(crate) struct UsersWords {
    pub(crate) role: &'static str,
    pub(crate) role_desk: &'static str,
    pub(crate) role_radiographer: &'static str,
    pub(crate) role_administrator: &'static str,
    pub(crate) role_auditor: &'static str,
    pub(crate) users_new: &'static str,
    pub(crate) users_add: &'static str,
    pub(crate) users_all: &'static str,
    pub(crate) users_may: &'static str,
    pub(crate) users_locked: &'static str,
    pub(crate) users_save: &'static str,
    pub(crate) users_password: &'static str,
    pub(crate) since: &'static str,
    pub(crate) tokens_intro: &'static str,
    pub(crate) tokens_new: &'static str,
    pub(crate) tokens_add: &'static str,
    pub(crate) tokens_name: &'static str,
    pub(crate) tokens_revoke: &'static str,
    pub(crate) tokens_shown: &'static str,
    pub(crate) tokens_none: &'static str,
    pub(crate) made_by: &'static str,
}

/// English.
pub(super) static EN: UsersWords = UsersWords {
    role: "Role",
    role_desk: "desk",
    role_radiographer: "radiographer",
    role_administrator: "administrator",
    role_auditor: "auditor",
    users_new: "New user",
    users_add: "Add the user",
    users_all: "All users",
    users_may: "May sign in",
    users_locked: "locked until",
    users_save: "Save",
    users_password: "New password for",
    since: "Since",
    tokens_intro: "A program proves itself with a token in the header Authorization: Bearer. What it may do is its role. The interface is described at",
    tokens_new: "New token",
    tokens_add: "Make the token",
    tokens_name: "Which program",
    tokens_revoke: "Revoke",
    tokens_shown: "This is the token. It is shown once, now.",
    tokens_none: "There is no token.",
    made_by: "Made by",
};

/// Simplified Chinese.
pub(super) static ZH_HANS: UsersWords = UsersWords {
    role: "角色",
    role_desk: "前台",
    role_radiographer: "技师",
    role_administrator: "管理员",
    role_auditor: "审计员",
    users_new: "新建用户",
    users_add: "添加用户",
    users_all: "全部用户",
    users_may: "允许登录",
    users_locked: "锁定至",
    users_save: "保存",
    users_password: "重设密码：",
    since: "创建时间",
    tokens_intro: "程序通过请求头 Authorization: Bearer 携带令牌进行认证，其权限由角色决定。接口说明见",
    tokens_new: "新建令牌",
    tokens_add: "生成令牌",
    tokens_name: "程序名称",
    tokens_revoke: "撤销",
    tokens_shown: "这是令牌，只显示这一次。",
    tokens_none: "没有令牌。",
    made_by: "创建人",
};

impl UsersWords {
    /// A role.
    pub(crate) fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Desk => self.role_desk,
            Role::Radiographer => self.role_radiographer,
            Role::Administrator => self.role_administrator,
            Role::Auditor => self.role_auditor,
        }
    }
}
