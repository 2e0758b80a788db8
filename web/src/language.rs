//! Which language somebody reads: as chosen, else as the browser says, else the settings'.

use axum::http::{HeaderMap, header};

use crate::access::named_cookie;
use crate::words::{self, Words};

/// The cookie of a choice.
pub(crate) const COOKIE: &str = "language";

/// The words for who sent these headers.
pub(crate) fn of(headers: &HeaderMap, usual: &str) -> &'static Words {
    let chosen = named_cookie(headers, COOKIE).and_then(|code| words::find(&code));
    let accepted = || {
        headers
            .get(header::ACCEPT_LANGUAGE)?
            .to_str()
            .ok()
            .and_then(accepted)
    };
    chosen
        .or_else(accepted)
        .or_else(|| words::find(usual))
        .unwrap_or(&words::EN)
}

/// The first language of the list that we have; lists are in order of preference in practice.
fn accepted(list: &str) -> Option<&'static Words> {
    list.split(',')
        .filter_map(|one| one.split(';').next())
        .find_map(|code| words::find(code.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_chosen_in_order() {
        let of_accept = |list: &str| accepted(list).map(|words| words.code);
        assert_eq!(of_accept("zh-CN,zh;q=0.9,en;q=0.8"), Some("zh-Hans"));
        assert_eq!(of_accept("fr-FR,en-GB;q=0.5"), Some("en"));
        assert_eq!(of_accept("fr"), None);
    }
}
