//! Every script that the card names, set with Debian's faces and without them.

mod common;

use common::{all_faces, debian, set, visual};
use filmdesk_fonts::{
    Direction, FaceId, Language, SCRIPTS, TextBlock, TextStyle, Typesetter, apt_line,
};

fn face_names(setter: &Typesetter, block: &TextBlock) -> Vec<String> {
    let mut ids: Vec<FaceId> = block.lines[0].glyphs.iter().map(|g| g.face).collect();
    ids.dedup();
    let name = |id: &FaceId| {
        let found = setter.faces().find(|(i, _)| i == id);
        found.map_or("BOX".into(), |(_, data)| {
            format!("{}#{}", data.name, data.index)
        })
    };
    ids.iter().map(name).collect()
}

#[test]
fn with_debians_faces_no_script_lacks_a_glyph() {
    let setter = debian();
    for script in SCRIPTS {
        let block = set(&setter, script.sample);
        assert_eq!(block.missing, 0, "{}: {:?}", script.name, visual(&block));
        let glyphs = &block.lines[0].glyphs;
        assert!(glyphs.iter().all(|g| g.glyph_id != 0), "{}", script.name);
        assert!(block.width_mm > 4.0, "{}: {}", script.name, block.width_mm);
    }
    assert_eq!(setter.missing_scripts(), []);
}

#[test]
fn with_nothing_installed_the_start_says_what_is_missing_and_the_line_that_installs_it() {
    let missing = Typesetter::embedded().missing_scripts();
    let names: Vec<_> = missing.iter().map(|m| m.script).collect();
    assert!(
        !names
            .iter()
            .any(|name| ["Latin", "Greek", "Cyrillic"].contains(name)),
        "{names:?}"
    );
    for name in ["Arabic", "Hebrew", "Thai", "Chinese", "Japanese", "Korean"] {
        assert!(names.contains(&name), "{name}");
    }
    let line = apt_line(&missing);
    assert_eq!(
        line.as_deref(),
        Some("apt-get install fonts-noto-cjk fonts-noto-core")
    );
    let core_only = all_faces()
        .into_iter()
        .filter(|face| face.language.is_none())
        .collect();
    let missing = Typesetter::new(core_only).0.missing_scripts();
    let names: Vec<_> = missing.iter().map(|m| m.script).collect();
    assert_eq!(names, ["Chinese", "Japanese", "Korean"]);
    assert_eq!(
        apt_line(&missing).as_deref(),
        Some("apt-get install fonts-noto-cjk")
    );
}

#[test]
fn the_face_in_the_binary_has_latin_greek_and_cyrillic() {
    let setter = Typesetter::embedded();
    let texts = [
        "ő ş ğ ı č ł Ő Ş Ğ İ Č Ł",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń; Nguyễn Thị Hường, Ðặng",
        "ΐ ΰ ό ώ Ά Ή ἀρχῇ ᾧ Ξεσκεπάζω",
        "Съешь ещё этих мягких булок, Ђорђе Љубица, Їжак Ґудзь, Қазақ",
        "e\u{301} a\u{302}\u{301} и\u{306} \u{3b9}\u{308}\u{301}",
        "“37,5 °C” – 120 kV · 2 mAs · ±0,5 µm² ½ × 3 № 7 € …",
    ];
    for text in texts {
        let block = set(&setter, text);
        assert_eq!(block.missing, 0, "{text}: {:?}", visual(&block));
        assert!(
            block.lines[0]
                .glyphs
                .iter()
                .all(|g| g.face == FaceId::EMBEDDED),
            "{text}"
        );
    }
}

#[test]
fn latin_greek_and_cyrillic_look_the_same_whatever_is_installed() {
    let (alone, installed) = (Typesetter::embedded(), debian());
    for text in ["Łukasz Żak 37 °C", "Διονύσιος", "Люксембург", "T. AVA (To)"]
    {
        assert_eq!(set(&alone, text), set(&installed, text));
    }
}

#[test]
fn what_no_face_has_is_a_box_for_each_cluster_and_stays_text() {
    let setter = Typesetter::embedded();
    let table = [
        ("王小东", 3),
        ("王^小东=Wang", 3),
        ("김희중", 3),
        ("がか\u{3099}", 2),           // kana and combining mark are one cluster
        ("👨\u{200D}👩\u{200D}👧", 1), // one family, one box
        ("a\u{1B}$B", 1),              // an escape that a decoder left over
        ("\u{E000}\u{10FFFF}", 2),     // private use, no character
        ("e\u{20DD}x\u{302A}", 2),     // marks that no face has, on letters that one has
    ];
    for (text, boxes) in table {
        let block = set(&setter, text);
        assert_eq!(block.missing, boxes, "{text:?} {:?}", block.lines[0].glyphs);
        assert_eq!(visual(&block), [text]);
        assert_eq!(block.lines[0].text, text);
        let drawn = block.lines[0].glyphs.iter().filter(|g| g.face.is_box());
        assert!(drawn.clone().all(|g| g.advance_mm > 1.0 && g.glyph_id == 0));
    }
}

#[test]
fn han_is_drawn_as_the_language_has_it() {
    let setter = debian();
    let index_for = |text: &str, language| {
        let style = TextStyle {
            language,
            ..TextStyle::new(4.0, 100.0)
        };
        face_names(&setter, &setter.typeset(text, style).unwrap())
    };
    let ttc = |index: u32| vec![format!("NotoSansCJK-Regular.ttc#{index}")];
    assert_eq!(index_for("直", Language::Auto), ttc(2));
    assert_eq!(index_for("直", Language::ChineseSimplified), ttc(2));
    assert_eq!(index_for("直", Language::ChineseTraditional), ttc(3));
    assert_eq!(index_for("直", Language::ChineseHongKong), ttc(4));
    assert_eq!(index_for("直", Language::Japanese), ttc(0));
    assert_eq!(index_for("直", Language::Korean), ttc(1));
    assert_eq!(index_for("直ひ", Language::Auto), ttc(0));
    assert_eq!(index_for("金김", Language::Auto), ttc(1));
    let glyph = |language| {
        let style = TextStyle {
            language,
            ..TextStyle::new(4.0, 100.0)
        };
        setter.typeset("直", style).unwrap().lines[0].glyphs[0].glyph_id
    };
    assert_ne!(
        glyph(Language::ChineseSimplified),
        glyph(Language::Japanese)
    );
}

#[test]
fn a_name_in_three_representations_takes_each_from_its_face() {
    let setter = debian();
    let block = set(&setter, "Hong^Gildong=洪^吉洞=홍^길동");
    assert_eq!(block.missing, 0);
    insta::assert_debug_snapshot!(face_names(&setter, &block), @r#"
    [
        "NotoSans-Film.ttf#0",
        "NotoSansCJK-Regular.ttc#1",
        "NotoSans-Film.ttf#0",
        "NotoSansCJK-Regular.ttc#1",
        "NotoSans-Film.ttf#0",
        "NotoSansCJK-Regular.ttc#1",
        "NotoSans-Film.ttf#0",
        "NotoSansCJK-Regular.ttc#1",
    ]
    "#);
}

#[test]
fn signs_of_no_script_come_from_the_face_of_their_text() {
    let setter = debian();
    let table = [
        (
            "异常。复查，王（小）「东」",
            vec!["NotoSansCJK-Regular.ttc#2"],
        ),
        ("。", vec!["NotoSansCJK-Regular.ttc#2"]),
        ("محمد ٣٧،", vec!["NotoSansArabic-Regular.ttf#0"]),
        ("রবি।", vec!["NotoSansBengali-Regular.ttf#0"]),
        ("श्री।", vec!["NotoSansDevanagari-Regular.ttf#0"]),
        (
            "a→b≥c",
            ["Film", "Math", "Film", "Math", "Film"]
                .map(of_short)
                .to_vec(),
        ),
    ];
    for (text, faces) in table {
        assert_eq!(face_names(&setter, &set(&setter, text)), faces, "{text}");
    }
}

fn of_short(name: &str) -> &'static str {
    match name {
        "Math" => "NotoSansMath-Regular.ttf#0",
        _ => "NotoSans-Film.ttf#0",
    }
}

#[test]
fn control_characters_are_seen_even_where_a_face_maps_them_to_a_blank() {
    for setter in [Typesetter::embedded(), debian()] {
        for text in ["\u{1B}", "\0", "\u{1F}", "\u{7F}", "\u{9B}", "\u{8}"] {
            assert_eq!(set(&setter, text).missing, 1, "{text:?}");
        }
    }
}

#[test]
fn lines_of_all_scripts_are_as_high_unless_their_ink_is_higher() {
    let setter = debian();
    let height = |text| set(&setter, text).height_mm;
    let usual = height("Hg");
    for text in ["王小东", "やまだ", "김희중", "محمد", "שרון", "Дж", "Ώ"] {
        assert!(
            (height(text) - usual).abs() < 1e-9,
            "{text}: {} {usual}",
            height(text)
        );
    }
    let stacked = "a\u{301}\u{302}\u{303}\u{304}\u{306}";
    assert!(height(stacked) > usual, "a stack of accents is not cut");
}

#[test]
fn hebrew_runs_right_to_left_and_numbers_in_it_left_to_right() {
    let setter = debian();
    let block = set(&setter, "שרון 123 Ab");
    assert_eq!(block.lines[0].direction, Direction::RightToLeft);
    assert_eq!(visual(&block), ["Ab 123 ןורש"]);
    let block = set(&setter, "Ab (שרון) 12");
    assert_eq!(block.lines[0].direction, Direction::LeftToRight);
    assert_eq!(visual(&block), ["Ab (ןורש) 12"]);
    let forced = TextStyle {
        direction: Direction::RightToLeft,
        ..TextStyle::new(4.0, 90.0)
    };
    let block = setter.typeset("Ab!", forced).unwrap();
    assert_eq!(block.lines[0].direction, Direction::RightToLeft);
    assert_eq!(visual(&block), ["!Ab"]);
    let right = block.lines[0]
        .glyphs
        .iter()
        .map(|g| g.x_mm + g.advance_mm)
        .fold(0.0, f64::max);
    assert!((right - 90.0).abs() < 1e-9, "at the right edge: {right}");
}

#[test]
fn brackets_in_hebrew_are_mirrored() {
    let setter = debian();
    let glyph_of = |text: &str, c: &str| {
        let block = set(&setter, text);
        let found = block.lines[0]
            .glyphs
            .iter()
            .find(|g| &text[g.range.clone()] == c);
        found.map(|g| (g.face, g.glyph_id)).unwrap()
    };
    assert_eq!(glyph_of("(א)", "("), glyph_of("(a)", ")"));
}

#[test]
fn arabic_letters_join() {
    let setter = debian();
    let forms = |text: &str, letter: &str| -> Vec<u16> {
        let block = set(&setter, text);
        let glyphs = block.lines[0].glyphs.iter().rev();
        let of_letter = glyphs.filter(|g| &text[g.range.clone()] == letter);
        of_letter.map(|g| g.glyph_id).collect()
    };
    // beh three times: initial, medial, final; alone: isolated. Four shapes.
    let mut shapes = forms("\u{628}\u{628}\u{628}", "\u{628}");
    assert_eq!(shapes.len(), 3);
    shapes.extend(forms("\u{628}", "\u{628}"));
    shapes.sort_unstable();
    shapes.dedup();
    assert_eq!(shapes.len(), 4, "{shapes:?}");
    // ZWNJ keeps them apart.
    let apart = forms("\u{628}\u{200C}\u{628}", "\u{628}");
    assert_ne!(apart, forms("\u{628}\u{628}", "\u{628}"));
    // Lam with alef is one ligature that stands for both letters.
    let block = set(&setter, "\u{644}\u{627}");
    let carriers: Vec<_> = visual(&block);
    assert_eq!(carriers, ["\u{644}\u{627}"]);
    let inked = block.lines[0].glyphs.iter().filter(|g| !g.range.is_empty());
    assert_eq!(inked.count(), 1);
}

#[test]
fn thai_marks_stand_on_their_consonant() {
    let setter = debian();
    // ko kai, sara ii above, mai ek above that: one step, two marks without one.
    let block = set(&setter, "กี่");
    let glyphs = &block.lines[0].glyphs;
    assert_eq!(glyphs.len(), 3);
    assert!(glyphs[0].advance_mm > 1.0);
    assert_eq!([glyphs[1].advance_mm, glyphs[2].advance_mm], [0.0, 0.0]);
    assert!(
        glyphs[2].y_mm < glyphs[1].y_mm
            || glyphs[2].glyph_id != set(&setter, "ก่").lines[0].glyphs[1].glyph_id,
        "the tone mark gives way to the vowel: {glyphs:?}"
    );
    // Each mark is its own text, so that a search finds what was typed.
    assert_eq!(
        glyphs.iter().map(|g| g.range.len()).collect::<Vec<_>>(),
        [3, 3, 3]
    );
    // Sara am is two signs, and the tone mark comes between them.
    assert_eq!(set(&setter, "น้ำ").missing, 0);
}

#[test]
fn hebrew_points_stand_under_their_letter() {
    let block = set(&debian(), "שָׁ");
    let glyphs = &block.lines[0].glyphs;
    let steps = glyphs.iter().filter(|g| g.advance_mm > 0.0).count();
    assert_eq!((steps, block.missing), (1, 0), "{glyphs:?}");
}

#[test]
fn points_in_another_order_keep_their_own_text() {
    // Qamats before the shin dot as typed, behind it as drawn.
    let text = "שָׁ";
    let block = set(&debian(), text);
    let lengths: Vec<usize> = block.lines[0]
        .glyphs
        .iter()
        .map(|g| g.range.len())
        .collect();
    assert_eq!(lengths, [2, 2, 2], "{:?}", block.lines[0].glyphs);
}

#[test]
fn a_pdf_says_the_text_of_lines_that_run_left_to_right_only() {
    let setter = debian();
    let table = [
        ("Łukasz 王", Some("Łukasz 王")),
        ("శ్రీనివాస్", Some("శ్రీనివాస్")),
        ("שרון", None),
        ("Ab שרון", None),
        ("محمد 12", None),
    ];
    for (text, actual) in table {
        let block = set(&setter, text);
        assert_eq!(block.lines[0].actual_text(), actual);
        let order = block.lines[0].reading_order();
        let read: String = order.iter().map(|g| &text[g.range.clone()]).collect();
        assert_eq!(read, text);
    }
}

#[test]
fn invisible_characters_draw_nothing_and_are_not_lost() {
    for setter in [Typesetter::embedded(), debian()] {
        for text in [
            "\u{FEFF}abc",
            "a\u{200B}b\u{200E}c",
            "a\u{AD}bc",
            "\u{2067}abc\u{2069}",
        ] {
            let block = set(&setter, text);
            assert_eq!(block.missing, 0, "{text:?}");
            assert_eq!(visual(&block), [text]);
            assert!(
                (block.width_mm - set(&setter, "abc").width_mm).abs() < 0.2,
                "{text:?}"
            );
        }
        let wide = set(&setter, "a\u{3000}b\tc\u{A0}d");
        assert_eq!(wide.missing, 0, "white space is never a box");
    }
}

#[test]
fn decomposed_and_rare_characters_find_their_glyphs() {
    let setter = debian();
    let table = [
        (
            "\u{1112}\u{1161}\u{11AB}",
            "Hangul as macOS writes file names",
        ),
        ("か\u{3099}ハ\u{309A}", "kana with combining sound marks"),
        (
            "𠮷野家 𠀋",
            "Han beyond the basic plane, as GB18030 carries",
        ),
        ("葛\u{E0100}", "Han with a variation selector"),
        ("ｱｲｳ ＡＢＣ １２３ ￥", "half and full width"),
        (
            "‘a’ – “b” „c“ «d» ‹e› … • † ‰",
            "quotes and dashes of Windows",
        ),
        (
            "T\u{302}x\u{323}\u{301} q\u{30C}",
            "marks without composed letters",
        ),
        ("نستعلیق ڕۆژ ټ ۀ", "Urdu, Kurdish, Pashto"),
        ("ײַ בּ ״א״", "Yiddish and gershayim"),
    ];
    for (text, what) in table {
        let block = set(&setter, text);
        assert_eq!(block.missing, 0, "{what}: {:?}", block.lines[0].glyphs);
    }
    let hangul = set(&setter, "\u{1112}\u{1161}\u{11AB}");
    assert!(
        (hangul.width_mm - set(&setter, "한").width_mm).abs() < 0.01,
        "one syllable wide"
    );
}

#[test]
fn one_typesetter_serves_all_threads() {
    let setter = debian();
    let expected = set(&setter, "محمد 王 Łukasz");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(set(&setter, "محمد 王 Łukasz"), expected));
        }
    });
}

/// A font file comes from an administrator, but disks fail: whatever its bytes,
/// text is set, drawn and subset, or the face is refused.
#[test]
fn faces_with_damaged_bytes_do_not_panic() {
    let source = all_faces()
        .into_iter()
        .find(|f| f.name.contains("Hebrew"))
        .unwrap();
    let whole = (*source.bytes).as_ref().to_vec();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let mut accepted = 0;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..1 + next(40) {
            // Half of the damage in the directory and the tables' heads.
            let at = if next(2) == 0 {
                next(2000)
            } else {
                next(bytes.len())
            };
            bytes[at] = next(256) as u8;
        }
        if next(8) == 0 {
            bytes.truncate(next(whole.len()));
        }
        let mut face = source.clone();
        face.bytes = std::sync::Arc::new(bytes);
        let (setter, errors) = Typesetter::new(vec![face]);
        accepted += usize::from(errors.is_empty());
        let block = set(&setter, "שָׁלוֹם אבג abc");
        assert_eq!(visual(&block).concat().chars().count(), 15);
        let drawn = setter.mask(&block, 10.0, 10.0);
        assert!(drawn.is_ok() || block.width_mm > 100.0, "{drawn:?}");
        let mut used = filmdesk_fonts::GlyphUse::new();
        used.add(&block);
        for id in used.faces() {
            if let Ok(subset) = setter.subset(id, &used.glyphs(id)) {
                assert!(!used.to_unicode_cmap(id, &subset).is_empty());
            }
        }
    }
    assert!(accepted > 30, "some damage is not seen at once: {accepted}");
}

#[test]
fn damaged_faces_are_reported_and_left_out() {
    let mut faces = all_faces();
    faces.truncate(2);
    faces[0].bytes = std::sync::Arc::new(b"no font".to_vec());
    let mut beyond = faces[1].clone();
    beyond.index = 7;
    faces.push(beyond);
    let (setter, errors) = Typesetter::new(faces);
    assert_eq!(setter.faces().count(), 2);
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_debug_snapshot!(said, @r#"
    [
        "NotoSans-Regular.ttf, face 0: not a readable font: An offset was out of bounds",
        "NotoSansArabic-Regular.ttf, face 7: not a readable font: Invalid index 7 for font collection",
    ]
    "#);
}
