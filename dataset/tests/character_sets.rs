//! Specific Character Set: the files of the collection, the examples of PS3.5 Annexes H to K,
//! and every repertoire both ways.

#![allow(clippy::disallowed_methods, reason = "tests open the sample files")]

mod common;

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::text::{CharacterSet, PersonName};
use filmdesk_dataset::{DataSet, VR, tags};
use proptest::prelude::*;

fn patient_name(data: &DataSet) -> String {
    let set = CharacterSet::from_data_set(data).unwrap_or_default();
    data.text(tags::PATIENT_NAME, &set).unwrap_or_default()
}

#[test]
fn names_in_files_are_read() {
    // As pydicom 3.0.2 reads them, except the two Chinese ones, which it leaves coded.
    let table = [
        ("d_CN.dcm", "Zhao^Yun=赵^云"),
        ("d_GB18030.dcm", "Zhang^Wei=张^伟"),
        ("d_GBK.dcm", "Li^Na=李^娜"),
        ("d_ISO_IR100.dcm", "Müller^Jürgen"),
        ("d_ISO_IR101.dcm", "Wałęsa^Łukasz"),
        ("d_ISO_IR109.dcm", "Ħaġ^Ġużè"),
        ("d_ISO_IR110.dcm", "Bērziņš^Jānis"),
        ("d_ISO_IR126.dcm", "Παπαδόπουλος^Γεώργιος"),
        ("d_ISO_IR127.dcm", "العلي^محمد"),
        ("d_ISO_IR138.dcm", "כהן^דוד"),
        ("d_ISO_IR144.dcm", "Иванов^Пётр"),
        ("d_ISO_IR148.dcm", "Çelik^Gökşen"),
        ("d_ISO_IR166.dcm", "นามสกุล^ชื่อ"),
        ("d_ISO_IR192.dcm", "Wang^Xiaodong=王^小东"),
        ("d_JP.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("d_KR.dcm", "Kim^Hie-mun=金^喜文=김^희문"),
        ("fo-dicom_chrGB2312.dcm", "Zhang^XiaoDong=张^小东"),
        ("pydicom_chrArab.dcm", "قباني^لنزار"),
        ("pydicom_chrGreek.dcm", "Διονυσιος"),
        ("pydicom_chrHbrw.dcm", "שרון^דבורה"),
        ("pydicom_chrJapMulti.dcm", "やまだ^たろう"),
        ("pydicom_chrKoreanMulti.dcm", "김희중"),
        ("pydicom_chrRuss.dcm", "Люкceмбypг"),
        ("pydicom_chrX2.dcm", "Wang^XiaoDong=王^小东"),
    ];
    for (name, expected) in table {
        let path = common::samples().join("charset").join(name);
        let opened = std::fs::File::open(&path).expect(name);
        let read = file::read(opened, &ReadOptions::LENIENT).expect(name);
        let found = patient_name(&read.data_set);
        assert_eq!(found.trim_end_matches('='), expected, "{name}");
    }
}

#[test]
fn an_item_uses_its_parents_character_set() {
    let path = common::samples().join("charset/pydicom_chrSQEncoding1.dcm");
    let read = file::read(std::fs::File::open(path).unwrap(), &ReadOptions::LENIENT).unwrap();
    let set = CharacterSet::from_data_set(&read.data_set).unwrap();
    let item = &read
        .data_set
        .items(tags::REQUESTED_PROCEDURE_CODE_SEQUENCE)
        .unwrap()[0];
    assert_eq!(CharacterSet::from_data_set(item), None);
    let name = item.text(tags::PATIENT_NAME, &set).unwrap();
    assert_eq!(name, "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
}

#[test]
fn samples_of_every_set_go_both_ways() {
    // Declared sets, text, and its bytes as PS3.5 Annexes H to K and the code tables have them.
    let table: &[(&str, &str, &[u8])] = &[
        ("", "Kim^Sam", b"Kim^Sam"),
        ("ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ", b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3"),
        (
            "\\ISO 2022 IR 87",
            "Yamada^Tarou=山田^太郎=やまだ^たろう",
            b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B",
        ),
        (
            "ISO 2022 IR 13\\ISO 2022 IR 87",
            "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J",
        ),
        ("\\ISO 2022 IR 159", "丂", b"\x1b$(D\x30\x21\x1b(B"),
        (
            "\\ISO 2022 IR 149",
            "Hong^Gildong=洪^吉洞=홍^길동",
            b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf",
        ),
        (
            "\\ISO 2022 IR 58",
            "Zhang^XiaoDong=张^小东",
            b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab",
        ),
        ("ISO_IR 192", "Wang^XiaoDong=王^小东", b"Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe4\xb8\x9c"),
        ("GB18030", "Wang^XiaoDong=王^小东", b"Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab"),
        ("GBK", "李^娜", b"\xc0\xee^\xc4\xc8"),
        ("ISO_IR 100", "Äneas^Rüdiger", b"\xc4neas^R\xfcdiger"),
        ("ISO_IR 101", "Wałęsa", b"Wa\xb3\xeasa"),
        ("ISO_IR 109", "Ġużè", b"\xd5u\xbf\xe8"),
        ("ISO_IR 110", "Bērziņš", b"B\xbarzi\xf1\xb9"),
        ("ISO_IR 126", "Διονυσιος", b"\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2"),
        ("ISO_IR 127", "قباني", b"\xe2\xc8\xc7\xe6\xea"),
        ("ISO_IR 138", "שרון", b"\xf9\xf8\xe5\xef"),
        ("ISO_IR 144", "Люкceмбypг", b"\xbb\xee\xdace\xdc\xd1yp\xd3"),
        ("ISO_IR 148", "Gökşen", b"G\xf6k\xfeen"),
        ("ISO_IR 166", "ชื่อ", b"\xaa\xd7\xe8\xcd"),
        ("ISO_IR 203", "Œuvre^5€", b"\xbcuvre^5\xa4"),
        ("ISO 2022 IR 100\\ISO 2022 IR 144", "Ärzte Иван^Ä", b"\xc4rzte \x1b-L\xb8\xd2\xd0\xdd^\xc4"),
    ];
    for (declared, text, bytes) in table {
        let set = CharacterSet::parse(declared);
        assert!(!set.has_unknown_term(), "{declared}");
        assert_eq!(set.decode(bytes, VR::PN), *text, "{declared}");
        assert_eq!(
            set.encode(text, VR::PN).as_deref(),
            Some(*bytes),
            "{declared}: {text}"
        );
    }
}

#[test]
fn sets_are_reset_at_delimiters_of_the_vr() {
    let set = CharacterSet::parse("ISO 2022 IR 100\\ISO 2022 IR 144");
    let cyrillic = b"\x1b-L\xb8\\\xc4\r\n\xc4";
    assert_eq!(set.decode(cyrillic, VR::LO), "И\\Ä\r\nÄ");
    // A backslash is a character of LT; only the line ends reset.
    assert_eq!(set.decode(cyrillic, VR::LT), "И\\Ф\r\nÄ");
    assert_eq!(set.decode(b"\x1b-L\xb8^\xb8", VR::LO), "И^И");
    assert_eq!(set.decode(b"\x1b-L\xb8^\xb8", VR::PN), "И^¸");
}

#[test]
fn a_backslash_inside_a_character_does_not_split() {
    // 5C is the second byte of GBK 81 5C and of JIS X 0208 rows.
    let table: &[(&str, &[u8], &[&str])] = &[
        ("GBK", b"\x81\x5cx\\y", &["乗x", "y"]),
        ("GB18030", b"\x81\x5c\\\x81\x30\x81\x30", &["乗", "\u{80}"]),
        ("\\ISO 2022 IR 87", b"\x1b$B\x25\x5c\x1b(B\\b", &["ボ", "b"]),
        ("ISO_IR 192", "é\\è".as_bytes(), &["é", "è"]),
        ("ISO_IR 100", b" a \\b ", &["a", "b"]),
        ("", b"", &[""]),
    ];
    for (declared, bytes, expected) in table {
        assert_eq!(
            CharacterSet::parse(declared).values(bytes, VR::LO),
            *expected,
            "{declared}"
        );
    }
    assert_eq!(CharacterSet::default().values(b"a\\b", VR::LT), ["a\\b"]);
}

#[test]
fn spellings_and_unknown_terms() {
    let latin = CharacterSet::parse("ISO_IR 100");
    for spelling in [
        "ISO-IR 100",
        "ISO_IR_100",
        "iso ir 100",
        " ISO_IR 100 ",
        "ISO 2022 IR 100",
    ] {
        assert_eq!(CharacterSet::parse(spelling), latin, "{spelling}");
    }
    for unknown in [
        "KLINGON",
        "ISO_IR 999",
        "ISO_IR 100\\GB18030",
        "GBK\\ISO 2022 IR 87",
    ] {
        assert!(CharacterSet::parse(unknown).has_unknown_term(), "{unknown}");
    }
    assert_eq!(
        CharacterSet::parse("KLINGON").decode(b"abc\xe4", VR::LO),
        "abc\u{FFFD}"
    );
}

#[test]
fn wrongly_declared_text_is_read_leniently() {
    let table: &[(&str, &[u8], &str)] = &[
        ("", "Müller".as_bytes(), "Müller"),
        ("", b"M\xfcller", "Müller"),
        ("ISO_IR 192", b"M\xfcller", "M\u{FFFD}ller"),
        ("\\ISO 2022 IR 87", "山".as_bytes(), "山"),
    ];
    for (declared, bytes, expected) in table {
        assert_eq!(
            CharacterSet::parse(declared).decode_lenient(bytes, VR::LO),
            *expected
        );
    }
    // Bytes that ISO 8859-1 has are believed: only what cannot be is taken for UTF-8.
    assert_eq!(
        CharacterSet::parse("ISO_IR 100").decode_lenient("Müller".as_bytes(), VR::LO),
        "MÃ¼ller"
    );
    assert_eq!(
        CharacterSet::default().decode("Müller".as_bytes(), VR::LO),
        "M\u{FFFD}\u{FFFD}ller"
    );
}

#[test]
fn characters_outside_the_declared_sets_are_not_written() {
    for (declared, text) in [
        ("", "é"),
        ("ISO_IR 100", "И"),
        ("\\ISO 2022 IR 87", "é"),
        ("GBK", "😀"),
    ] {
        assert_eq!(
            CharacterSet::parse(declared).encode(text, VR::LO),
            None,
            "{declared}"
        );
    }
    assert!(
        CharacterSet::parse("GB18030")
            .encode("😀", VR::LO)
            .is_some()
    );
}

#[test]
fn person_names_come_apart() {
    let name = PersonName::parse("Adams^John Robert Quincy^^Rev.^B.A. M.Div.=愛^善=");
    assert_eq!(name.alphabetic.family, "Adams");
    assert_eq!(name.alphabetic.given, "John Robert Quincy");
    assert_eq!(name.alphabetic.suffix, "B.A. M.Div.");
    assert_eq!(name.ideographic.given, "善");
    assert!(name.phonetic.is_empty());
    assert_eq!(
        name.to_dicom(),
        "Adams^John Robert Quincy^^Rev.^B.A. M.Div.=愛^善"
    );
    assert_eq!(PersonName::parse("=山田^太郎").first().family, "山田");
    assert_eq!(format!("{name:?}"), "PersonName([phi])");
}

const SETS: [&str; 14] = [
    "",
    "ISO_IR 100",
    "ISO_IR 13",
    "\\ISO 2022 IR 87\\ISO 2022 IR 159",
    "\\ISO 2022 IR 149",
    "\\ISO 2022 IR 58",
    "ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 127",
    "ISO_IR 192",
    "GB18030",
    "GBK",
    "ISO_IR 166",
    "ISO 2022 IR 13\\ISO 2022 IR 87",
    "ISO_IR 126",
    "ISO_IR 203",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_is_read_again(
        declared in proptest::sample::select(&SETS[..]),
        text in "[a-zA-Z ^=éüИвΑβ山田ボ홍길丂ﾔﾏ한العชื่€]{0,16}[a-z]",
    ) {
        let set = CharacterSet::parse(declared);
        if let Some(bytes) = set.encode(&text, VR::PN) {
            prop_assert_eq!(set.decode(&bytes, VR::PN), text);
        }
    }

    #[test]
    fn any_bytes_are_read(
        declared in proptest::sample::select(&SETS[..]),
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let set = CharacterSet::parse(declared);
        let whole: usize = set.split(&bytes, VR::LO).iter().map(|value| value.len() + 1).sum();
        prop_assert_eq!(whole, bytes.len() + 1);
        let _ = set.decode_lenient(&bytes, VR::PN);
    }
}
