//! INDEX.HTM's share of the viewer: the policy, the application, the index.

use serde::Serialize;

use super::index::Index;

/// The application, as `viewer/build.mjs` makes it.
pub(super) const SCRIPT: &str = include_str!("../../../viewer/dist/viewer.js");
/// Its style.
const STYLE: &str = include_str!("../../../viewer/dist/viewer.css");

/// No network whatever; files of the disc (or of the server that shows the same page), workers
/// and pictures that the page makes itself.
const POLICY: &str = "default-src 'none'; script-src 'self' file: blob: 'unsafe-inline'; \
    worker-src blob:; style-src 'unsafe-inline'; img-src 'self' file: data: blob:; \
    media-src 'self' file: data: blob:; font-src 'self' file: data:; connect-src 'none'; \
    form-action 'none'; base-uri 'none'";

/// The script that the page loads when what is in it is first asked for: `viewer/o0000001`.
pub const ON_DEMAND: &str = include_str!("../../../viewer/dist/ondemand.js");

/// What INDEX.HTM takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewerPage {
    /// For its head.
    pub head: String,
    /// For the end of its body.
    pub body: String,
}

/// The viewer's share of a page.
pub fn page(index: &Index) -> ViewerPage {
    ViewerPage {
        head: format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n\
             <style type=\"text/css\" id=\"viewer-style\">/*<![CDATA[*/\n{STYLE}\n/*]]>*/</style>\n"
        ),
        body: format!(
            "<script type=\"application/json\" id=\"index\">{}</script>\n\
             <script type=\"text/javascript\">{}</script>\n",
            json(index),
            inline_script(),
        ),
    }
}

/// The script that stands in the page: what a server's policy allows by its hash.
pub fn inline_script() -> String {
    format!("//<![CDATA[\n{}\n//]]>", script(SCRIPT))
}

/// JSON that is text in XHTML and in HTML alike.
fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value)
        .unwrap_or_else(|error| unreachable!("the index has names for keys: {error}"));
    let mut safe = String::with_capacity(json.len() + json.len() / 64);
    for character in json.chars() {
        match ESCAPED.iter().find(|(escaped, _)| *escaped == character) {
            Some((_, code)) => safe.push_str(code),
            None => safe.push(character),
        }
    }
    safe
}

/// Characters that markup takes for its own; inside of JSON they stand in strings only.
const ESCAPED: &[(char, &str)] = &[('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")];

/// A script as XHTML and HTML may hold it: it does not end the element that it stands in, and has
/// no character that XML forbids. Outside of strings none of these means anything; inside, the
/// escapes change nothing. The end of a CDATA section may be code (`a[b[0]]>c`): a test says that
/// the bundle has none.
fn script(text: &str) -> String {
    let text = text.replace("</script", "<\\/script");
    let is_forbidden = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t');
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match is_forbidden(character) {
            true => safe.push_str(&format!("\\x{:02x}", u32::from(character))),
            false => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_the_index() {
        let text = json(&"</script><b>]]>&amp;");
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let back: String = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back, "</script><b>]]>&amp;");
    }

    #[test]
    fn the_application_may_stand_in_cdata() {
        // Minified comparisons of array elements would be such a text: `a[b[0]]>c`.
        assert!(
            !SCRIPT.contains("]]>"),
            "write the comparison the other way round"
        );
        assert!(!STYLE.contains("]]>"));
        assert!(!SCRIPT.contains("</script"));
        assert!(!SCRIPT.contains("]]>"));
        assert_eq!(script("a=\"\u{0}\";\n"), "a=\"\\x00\";\n");
    }
}
