//! Every word that people read, as structs, one for each page: a language that lacks a word does
//! not compile.

mod access;
pub(crate) mod administration;
mod audit;
mod calibration;
mod complaints;
mod desk;
mod films;
mod hand_over;
mod imports;
mod jobs;
mod recordings;
mod sends;
mod shell;
mod users;
mod views;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) code: &'static str,
    pub(crate) language: &'static str,
    pub(crate) shell: &'static shell::ShellWords,
    pub(crate) access: &'static access::AccessWords,
    pub(crate) desk: &'static desk::DeskWords,
    pub(crate) jobs: &'static jobs::JobsWords,
    pub(crate) films: &'static films::FilmsWords,
    pub(crate) hand_over: &'static hand_over::HandOverWords,
    pub(crate) users: &'static users::UsersWords,
    pub(crate) views: &'static views::ViewsWords,
    pub(crate) audit: &'static audit::AuditWords,
    pub(crate) office: &'static administration::AdministrationWords,
    pub(crate) complaints: &'static complaints::ComplaintWords,
    pub(crate) imports: &'static imports::ImportWords,
    pub(crate) calibration: &'static calibration::CalibrationWords,
    pub(crate) recordings: &'static recordings::RecordingWords,
    pub(crate) sends: &'static sends::SendsWords,
}

/// English.
pub(crate) static EN: Words = Words {
    code: "en",
    language: "English",
    shell: &shell::EN,
    access: &access::EN,
    desk: &desk::EN,
    jobs: &jobs::EN,
    films: &films::EN,
    hand_over: &hand_over::EN,
    users: &users::EN,
    views: &views::EN,
    audit: &audit::EN,
    office: &administration::EN,
    complaints: &complaints::EN,
    imports: &imports::EN,
    calibration: &calibration::EN,
    recordings: &recordings::EN,
    sends: &sends::EN,
};

/// Simplified Chinese.
pub(crate) static ZH_HANS: Words = Words {
    code: "zh-Hans",
    language: "简体中文",
    shell: &shell::ZH_HANS,
    access: &access::ZH_HANS,
    desk: &desk::ZH_HANS,
    jobs: &jobs::ZH_HANS,
    films: &films::ZH_HANS,
    hand_over: &hand_over::ZH_HANS,
    users: &users::ZH_HANS,
    views: &views::ZH_HANS,
    audit: &audit::ZH_HANS,
    office: &administration::ZH_HANS,
    complaints: &complaints::ZH_HANS,
    imports: &imports::ZH_HANS,
    calibration: &calibration::ZH_HANS,
    recordings: &recordings::ZH_HANS,
    sends: &sends::ZH_HANS,
};

/// All languages, in the order in which they are offered.
pub(crate) static ALL: [&Words; 2] = [&EN, &ZH_HANS];

/// The language of a BCP 47 tag, by its first part: `zh-CN` is Chinese.
pub(crate) fn find(tag: &str) -> Option<&'static Words> {
    let primary = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let wanted = primary(tag);
    ALL.into_iter().find(|words| primary(words.code) == wanted)
}

/// A sentence with its places, `{0}` and so on, filled.
pub(crate) fn filled(template: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or(("", after));
        text.push_str(before);
        let value = place
            .parse()
            .ok()
            .and_then(|place: usize| values.get(place));
        text.push_str(value.copied().unwrap_or_default());
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_by_their_first_part() {
        assert_eq!(find("zh-CN").map(|words| words.code), Some("zh-Hans"));
        assert_eq!(find("EN-gb").map(|words| words.code), Some("en"));
        assert!(find("fr").is_none());
    }
}
