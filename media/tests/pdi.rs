//! PDI pages: every link leads to a file of the disc, pages are well-formed and reach for nothing
//! outside of the disc.

use std::collections::{HashMap, HashSet};

use filmdesk_dataset::text::PersonName;
use filmdesk_media::contents::{Contents, InstanceEntry, PatientEntry, SeriesEntry, StudyEntry};
use filmdesk_media::instance::Key;
use filmdesk_media::pdi::{self, Institution, Kept, KeptPicture, Language, Line, PdiInput};
use filmdesk_media::profile;
use filmdesk_media::record::RecordType;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::{Content, VolumePath};

const NAMES: [&str; 5] = [
    "Example<b>&^\"Maria\"",
    "Wang^XiaoDong=王^小东=",
    "Yamada^Tarou=山田^太郎=やまだ^たろう",
    "Люкceмбypг",
    "قباني^لنزار",
];

fn instance(key: u64, record: RecordType, frames: u32) -> InstanceEntry {
    InstanceEntry {
        key: Key(key),
        path: VolumePath::parse("DICOM/AAAAAAAA").unwrap(),
        sop_class: "1.2.840.10008.5.1.4.1.1.7".to_owned(),
        sop_instance: format!("2.25.{key}"),
        transfer_syntax: "1.2.840.10008.1.2.1".to_owned(),
        record,
        number: key as i64,
        frames,
        length: 1000,
    }
}

/// A patient with a series of 30 pictures (two pages) and one of everything else.
fn patient(index: u64, kept: &mut HashMap<Key, Kept>) -> PatientEntry {
    let first = index * 100;
    let pictures = (first..first + 30).map(|key| instance(key, RecordType::Image, 9));
    for key in first..first + 30 {
        let picture = KeptPicture {
            frame: 4,
            width: 320,
            height: 200,
            work: key,
            length: 5,
        };
        kept.insert(Key(key), Kept::Pictures(vec![picture]));
    }
    let line = |depth, name: &str, value: &str| Line {
        depth,
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let report = vec![
        line(0, "Report <1>", ""),
        line(1, "Finding", "first & second\nnext"),
        line(12, "", ""),
        line(2, "", "2.25.1"),
    ];
    kept.insert(Key(first + 30), Kept::Report(report));
    kept.insert(Key(first + 31), Kept::Report(Vec::new()));
    kept.insert(Key(first + 32), Kept::Document("pdf", first + 32, 7));
    kept.insert(Key(first + 33), Kept::Listed);
    let others = (first + 30..first + 34).map(|key| instance(key, RecordType::SrDocument, 0));
    let series = |description: &str, instances| SeriesEntry {
        modality: "CT".to_owned(),
        number: 1,
        description: description.to_owned(),
        instances,
        ..SeriesEntry::default()
    };
    PatientEntry {
        id: format!("<{index}>"),
        name: PersonName::parse(NAMES[index as usize]),
        studies: vec![StudyEntry {
            uid: format!("2.25.{index}"),
            date: "20261126".to_owned(),
            series: vec![
                series("<Thorax>", pictures.collect()),
                series("", others.collect()),
            ],
            ..StudyEntry::default()
        }],
        ..PatientEntry::default()
    }
}

/// Path and text (of pages) of every file of the disc's pages.
fn files(language: Language) -> Vec<(String, String)> {
    let mut kept = HashMap::new();
    let patients = (0..NAMES.len() as u64)
        .map(|index| patient(index, &mut kept))
        .collect();
    let contents = Contents {
        patients,
        others: Vec::new(),
    };
    let input = PdiInput {
        institution: Institution {
            name: "A & B <Hospital>".to_owned(),
            ..Institution::default()
        },
        language,
        created: Timestamp {
            year: 2026,
            month: 11,
            day: 26,
            hour: 9,
            minute: 30,
            second: 0,
            offset_minutes: 60,
        },
        number: 1,
        count: 2,
        file_set_id: "TEST",
        profile: profile::find("STD-GEN-CD").unwrap(),
        contents: &contents,
        left_out: &[("a<b".to_owned(), "no & more".to_owned())],
        viewer: None,
        viewer_notes: &[],
    };
    let text = |content: &Content| match content {
        Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        _ => String::new(),
    };
    let pages = pdi::pages(&input, &kept);
    let files = pdi::files(&input, pages, Vec::new());
    files
        .iter()
        .map(|file| (file.path.to_string(), text(&file.content)))
        .collect()
}

fn is_page(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".htm")
}

/// What `href` and `src` of a page lead to, from the root.
fn links<'a>(page: &str, text: &'a str) -> Vec<(&'a str, String)> {
    let starts = ["href=\"", "src=\""]
        .into_iter()
        .flat_map(|name| text.split(name).skip(1));
    let values = starts.filter_map(|rest| rest.split('"').next());
    values
        .map(|link| {
            let mut at: Vec<&str> = page.split('/').collect();
            at.pop();
            for part in link.split('/') {
                if part == ".." {
                    at.pop();
                } else {
                    at.push(part);
                }
            }
            (link, at.join("/"))
        })
        .collect()
}

#[test]
fn every_link_leads_to_a_file_in_either_case() {
    let files = files(Language::English);
    let exact: HashSet<String> = files.iter().map(|file| file.0.clone()).collect();
    // What a system shows that maps the upper case of ISO 9660 to lower case.
    let lowered: HashSet<String> = exact.iter().map(|path| path.to_ascii_lowercase()).collect();
    assert_eq!(exact.len(), files.len(), "two files of one name");
    let mut followed = HashSet::from(["INDEX.HTM".to_owned()]);
    for (page, text) in files.iter().filter(|file| is_page(&file.0)) {
        for (link, to) in links(page, text) {
            assert!(
                exact.contains(&to) && lowered.contains(&to),
                "{page}: {link}"
            );
            followed.insert(to);
        }
    }
    let lost: Vec<_> = exact
        .difference(&followed)
        .filter(|path| *path != "README")
        .collect();
    assert!(lost.is_empty(), "nothing leads to {lost:?}");
}

/// Every element closed in turn, no bare `&`: what a parser of XML would stumble over here.
fn fault(text: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, after) = part.split_once('>')?;
        let entities = ["amp;", "lt;", "gt;", "quot;"];
        let bare = |rest: &str| !entities.iter().any(|entity| rest.starts_with(entity));
        if after.split('&').skip(1).any(bare) {
            return Some(format!("bare & after <{tag}>"));
        }
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match tag {
            _ if tag.starts_with('!') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => {
                if open.pop() != Some(&tag[1..]) {
                    return Some(format!("<{tag}> closes another"));
                }
            }
            _ => open.push(name),
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} stay open"))
}

#[test]
fn pages_are_well_formed_and_reach_for_nothing_outside() {
    for language in Language::ALL {
        for (page, text) in files(*language).iter().filter(|file| is_page(&file.0)) {
            assert_eq!(fault(text), None, "{page}");
            let body = text.split("<head>").nth(1).unwrap();
            let outside = [
                "<script",
                "://",
                "@import",
                "url(",
                "javascript:",
                " onload=",
                " onclick=",
            ];
            for reach in outside {
                assert!(!body.contains(reach), "{page}: {reach}");
            }
            for empty in [
                "<dl class=\"report\">\n</dl>",
                "<ul>\n</ul>",
                "<tbody>\n</tbody>",
            ] {
                assert!(!text.contains(empty), "{page}: {empty} (XHTML 1.0)");
            }
        }
    }
}

#[test]
fn names_of_every_script_stand_on_the_first_page() {
    let files = files(Language::ChineseSimplified);
    let index = &files.iter().find(|file| file.0 == "INDEX.HTM").unwrap().1;
    for name in [
        "王小东",
        "山田太郎",
        "Люкceмбypг",
        "قباني",
        "Example&lt;b&gt;&amp;",
    ] {
        assert!(index.contains(name), "{name}");
    }
    assert!(index.contains("lang=\"zh-Hans\""));
}
