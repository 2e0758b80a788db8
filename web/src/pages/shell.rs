//! What stands around every page.

use askama::Template;
use filmdesk_archive::desk::Role;

use crate::access::{Visitor, Who};
use crate::assets::{ADDRESSES, Addresses};
use crate::words::{self, Words};

/// The head and the menu of a page.
pub(crate) struct Shell {
    pub(crate) words: &'static Words,
    pub(crate) assets: &'static Addresses,
    pub(crate) user: String,
    pub(crate) csrf: String,
    pub(crate) menu: Vec<Entry>,
    pub(crate) languages: Vec<&'static Words>,
    pub(crate) path: &'static str,
}

/// An entry of the menu.
pub(crate) struct Entry {
    pub(crate) path: &'static str,
    pub(crate) word: &'static str,
    pub(crate) is_here: bool,
}

/// Which entries there are, and for whom.
type Item = (&'static str, fn(&Words) -> &'static str, &'static [Role]);
const MENU: &[Item] = &[
    (
        "/",
        |words| words.shell.nav_desk,
        &[Role::Desk, Role::Radiographer, Role::Administrator],
    ),
    (
        "/films",
        |words| words.shell.nav_films,
        &[Role::Desk, Role::Radiographer, Role::Administrator],
    ),
    (
        "/import",
        |words| words.imports.title,
        &[Role::Desk, Role::Radiographer, Role::Administrator],
    ),
    (
        "/modalities",
        |words| words.office.title,
        &[Role::Administrator],
    ),
    (
        "/users",
        |words| words.shell.nav_users,
        &[Role::Administrator],
    ),
    (
        "/tokens",
        |words| words.shell.nav_tokens,
        &[Role::Administrator],
    ),
    (
        "/audit",
        |words| words.shell.nav_audit,
        &[Role::Administrator, Role::Auditor],
    ),
    ("/account", |words| words.shell.nav_account, &Role::ALL),
];

impl Shell {
    /// For a page at `path`.
    pub(crate) fn of(visitor: &Visitor, path: &'static str) -> Self {
        let role = match &visitor.who {
            Who::User { user, .. } => Some(user.role),
            _ => None,
        };
        let items = MENU
            .iter()
            .filter(|(_, _, roles)| role.is_some_and(|role| roles.contains(&role)));
        let words = visitor.words;
        Self {
            words,
            assets: &ADDRESSES,
            user: visitor.who.name(),
            csrf: visitor.csrf(),
            menu: items
                .map(|(target, word, _)| Entry {
                    path: target,
                    word: word(words),
                    is_here: *target == path,
                })
                .collect(),
            languages: words::ALL
                .into_iter()
                .filter(|other| other.code != words.code)
                .collect(),
            path: if path.is_empty() { "/" } else { path },
        }
    }
}

/// A page that says what went wrong.
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    pub(crate) shell: Shell,
    pub(crate) message: &'a str,
}

/// The same as part of a page.
#[derive(Template)]
#[template(path = "alert.html")]
pub(crate) struct Alert<'a> {
    pub(crate) message: &'a str,
}
