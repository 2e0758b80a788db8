//! XHTML 1.0 Strict by hand (RAD TF-3 4.47): few elements, every text escaped.

use super::Language;
use crate::viewer::ViewerPage;

/// The one style of all pages: quiet, for light and dark screens, for print.
const STYLE: &str = "\
body{font:16px/1.5 'Noto Sans',-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;\
color:#1d2730;background:#f6f7f8;margin:0;overflow-wrap:anywhere}\
.head,.main,.foot{max-width:64em;margin:0 auto;padding:1em 1.25em}\
.head{padding-top:1.75em;padding-bottom:0}.main{padding-top:.1em}h1{font-size:1.6em;font-weight:600;margin:0 0 .2em}\
h2{font-size:1.15em;font-weight:600;margin:1.4em 0 .4em}h3{font-size:1em;font-weight:600;margin:1.2em 0 .3em}\
table.studies{table-layout:fixed}.studies th:first-child{width:7em}.studies th:nth-child(3){width:7.5em}.studies th:nth-child(4){width:4.5em}.studies th:nth-child(5){width:10em}\
p{margin:.4em 0}a{color:#0b5cab}\
.quiet,.foot p{color:#55626e;font-size:.9em}\
table{border-collapse:collapse;width:100%;background:#fff}\
th,td{text-align:start;vertical-align:top;padding:.45em .7em;border-bottom:1px solid #dfe4e8}\
th,td:first-child{white-space:nowrap}th{font-weight:600;color:#55626e;font-size:.88em}\
.go a{display:inline-block;background:#0b5cab;color:#fff;text-decoration:none;padding:.6em 1.2em;border-radius:.3em;margin:.6em 0}\
.grid{list-style:none;padding:0;margin:1em 0}.grid li.wide{width:100%;display:block;margin-right:0}.grid li.wide img{background:#fff;width:auto;max-width:100%}.grid li{display:inline-block;vertical-align:top;width:15em;max-width:100%;margin:0 .8em 1em 0}\
.grid img{display:block;width:100%;height:auto;background:#000;border-radius:.2em}.grid span{font-size:.85em;color:#55626e}\
dl.report{background:#fff;padding:1em 1.25em;margin:1em 0}dl.report dt{font-weight:600;margin-top:.5em}dl.report dd{margin:0}\
.l1{padding-left:1.25em}.l2{padding-left:2.5em}.l3{padding-left:3.75em}.l4{padding-left:5em}.l5{padding-left:6.25em}.l6{padding-left:7.5em}\
.nav a{margin-right:1.2em}\
@media(prefers-color-scheme:dark){body{color:#dfe6ec;background:#14191e}a{color:#7db8f0}\
.quiet,.foot p,th,.grid span{color:#9aa8b4}table,dl.report{background:#1b2229}th,td{border-color:#2c363f}.go a{background:#1f6fbf;color:#fff}}\
@media(max-width:40em){th,td{padding:.4em .35em}th{font-size:.8em}td:nth-child(5),th:nth-child(5){display:none}.studies th:first-child{width:6em}.studies th:nth-child(3){width:5em}.studies th:nth-child(4){width:3em}.head,.main,.foot{padding-left:.8em;padding-right:.8em}dl.report{padding:.8em}}\
@media print{body{background:#fff;color:#000}.nav,.go{display:none}}";

/// Text as it may stand between tags and in attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Control characters are not allowed in XML.
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// A whole page: title, what stands in `header`, `main` and `footer`, and the viewer's share.
pub(super) fn page(
    language: Language,
    title: &str,
    header: &str,
    main: &str,
    footer: &str,
    viewer: Option<&ViewerPage>,
) -> String {
    let (head, end) = viewer.map_or(("", ""), |viewer| (&*viewer.head, &*viewer.body));
    let (tag, title) = (language.tag(), escape(title));
    format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{tag}\" xml:lang=\"{tag}\">\n\
         <head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n\
         {head}<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"robots\" content=\"noindex\"/>\n\
         <title>{title}</title>\n<style type=\"text/css\">{STYLE}</style>\n</head>\n<body>\n\
         <div class=\"head\">\n{header}</div>\n<div class=\"main\">\n{main}</div>\n<div class=\"foot\">\n{footer}</div>\n{end}</body>\n</html>\n"
    )
}

/// A link.
pub(super) fn link(to: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(to), escape(words))
}

/// A row of a table; empty cells stay.
pub(super) fn row(cells: &[String]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<td>{cell}</td>"))
        .collect();
    format!("<tr>{cells}</tr>\n")
}

/// A table with its head, of a class of the style.
pub(super) fn table(class: &str, head: &[&str], rows: &str) -> String {
    let head: String = head
        .iter()
        .map(|cell| format!("<th scope=\"col\">{}</th>", escape(cell)))
        .collect();
    format!(
        "<table class=\"{class}\">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// A DA value as a date: `2026-11-26`; what is none stays as it is.
pub(crate) fn date(da: &str) -> String {
    match da.len() == 8 && da.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{}-{}-{}", &da[..4], &da[4..6], &da[6..]),
        false => da.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_become_markup() {
        assert_eq!(escape("<b>\"A&B\"\u{1b}"), "&lt;b&gt;&quot;A&amp;B&quot;");
    }

    #[test]
    fn dates_are_read_and_what_is_none_stays() {
        assert_eq!(date("20261126"), "2026-11-26");
        assert_eq!(date("1990.01.02"), "1990.01.02");
    }
}
