//! Long text: shrinks to 2 mm, then wraps, and is never cut.

mod common;

use common::{debian, visual};
use filmdesk_fonts::{Align, MAX_TEXT_BYTES, TextBlock, TextStyle, TypesetError, Typesetter};
use proptest::prelude::*;

fn lines(block: &TextBlock) -> Vec<&str> {
    block.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn text_keeps_its_size_then_shrinks_then_wraps() {
    let setter = Typesetter::embedded();
    let text = "Thorax p.a. im Stehen, Ausgangsaufnahme";
    let natural = setter.typeset(text, TextStyle::new(1.0, f64::INFINITY));
    // Ems of the text in one line; 4 mm of size, 2 mm at least.
    let ems = natural.unwrap().width_mm;
    let table = [
        // room in ems, size, lines
        (ems * 4.0, 4.0, 1),
        (ems * 4.0 + 50.0, 4.0, 1),
        (ems * 3.0, 3.0, 1),
        (ems * 2.0, 2.0, 1),
        (ems * 1.99, 2.0, 2),
        (ems, 2.0, 3),
    ];
    for (width, size, count) in table {
        let block = setter.typeset(text, TextStyle::new(4.0, width)).unwrap();
        assert!(
            (block.size_mm - size).abs() < 1e-9,
            "{width}: {}",
            block.size_mm
        );
        assert_eq!(block.lines.len(), count, "{width}: {:?}", lines(&block));
        assert_eq!(lines(&block).concat(), text);
        assert!(
            block.width_mm <= width * (1.0 + 1e-9),
            "{} > {width}",
            block.width_mm
        );
        assert!(!block.overflows);
    }
}

#[test]
fn text_shrinks_for_height_and_overflows_it_rather_than_lose_a_word() {
    let setter = Typesetter::embedded();
    let style = |height| TextStyle {
        height_mm: Some(height),
        ..TextStyle::new(5.0, 60.0)
    };
    let high = setter.typeset("Müller", style(20.0)).unwrap();
    assert_eq!((high.size_mm, high.overflows), (5.0, false));
    let low = setter.typeset("Müller", style(4.0)).unwrap();
    assert!(
        low.size_mm < 5.0 && low.size_mm > 2.0 && low.height_mm <= 4.0 + 1e-9,
        "{low:?}"
    );
    let flat = setter.typeset("Müller", style(1.0)).unwrap();
    assert_eq!(
        (flat.size_mm, flat.overflows, flat.lines.len()),
        (2.0, true, 1)
    );
    assert_eq!(flat.lines[0].text, "Müller");
    let small = TextStyle {
        size_mm: 1.5,
        ..style(20.0)
    };
    assert_eq!(setter.typeset("Müller", small).unwrap().size_mm, 1.5);
}

#[test]
fn lines_break_between_words_at_hyphens_and_inside_a_word_only_when_they_must() {
    let setter = Typesetter::embedded();
    let wrap = |text: &str, width| {
        let block = setter.typeset(text, TextStyle::new(2.0, width)).unwrap();
        lines(&block)
            .iter()
            .map(|l| (*l).to_owned())
            .collect::<Vec<_>>()
    };
    insta::assert_debug_snapshot!(wrap("Abdomen native, arterial phase and late", 20.0), @r#"
    [
        "Abdomen native, ",
        "arterial phase and ",
        "late",
    ]
    "#);
    insta::assert_debug_snapshot!(wrap("Meier-Leutheusser", 12.0), @r#"
    [
        "Meier-",
        "Leutheusser",
    ]
    "#);
    insta::assert_debug_snapshot!(wrap("Donaudampfschiffahrt am 1.2.2003", 12.0), @r#"
    [
        "Donaudamp",
        "fschiffahrt ",
        "am 1.2.2003",
    ]
    "#);
    // No room at all: a cluster a line, and the block says so.
    let narrow = setter
        .typeset("a\u{301}bc", TextStyle::new(2.0, 0.1))
        .unwrap();
    assert_eq!(lines(&narrow), ["a\u{301}", "b", "c"]);
    assert!(narrow.overflows);
}

#[test]
fn chinese_breaks_between_any_two_characters_but_not_before_a_full_stop() {
    let block = debian()
        .typeset("胸部正位片，未见异常。", TextStyle::new(2.0, 10.1))
        .unwrap();
    insta::assert_debug_snapshot!(lines(&block), @r#"
    [
        "胸部正位",
        "片，未见异",
        "常。",
    ]
    "#);
}

#[test]
fn arabic_wraps_line_by_line_in_reading_order() {
    let text = "قباني لنزار محمد";
    let block = debian().typeset(text, TextStyle::new(2.0, 6.0)).unwrap();
    assert_eq!(lines(&block).concat(), text);
    assert!(block.lines.len() > 1);
    for line in &block.lines {
        let right = line
            .glyphs
            .iter()
            .map(|g| g.x_mm + g.advance_mm)
            .fold(0.0, f64::max);
        assert!((right - 6.0).abs() < 0.05, "right-aligned: {right}");
    }
}

#[test]
fn newlines_of_every_kind_break_the_line() {
    let setter = Typesetter::embedded();
    let table: [(&str, &[&str]); 8] = [
        ("", &[""]),
        ("a\nb", &["a", "b"]),
        ("a\r\nb", &["a", "b"]),
        ("a\r\rb", &["a", "", "b"]),
        ("a\n\rb", &["a", "", "b"]),
        ("\n", &["", ""]),
        (
            "a\u{B}b\u{C}c\u{85}d\u{2028}e\u{2029}f",
            &["a", "b", "c", "d", "e", "f"],
        ),
        ("a\u{1C}b\u{1D}c\u{1E}d", &["a", "b", "c", "d"]),
    ];
    for (text, expected) in table {
        let block = setter.typeset(text, TextStyle::new(3.0, 50.0)).unwrap();
        assert_eq!(lines(&block), expected, "{text:?}");
        assert_eq!(block.missing, 0, "{text:?}");
        let baselines: Vec<f64> = block.lines.iter().map(|l| l.baseline_mm).collect();
        assert!(baselines.is_sorted_by(|a, b| b - a > 3.0), "{baselines:?}");
        assert!(block.height_mm > *baselines.last().unwrap());
    }
}

#[test]
fn lines_stand_where_the_alignment_says() {
    let setter = debian();
    let left_of = |text: &str, align| {
        let style = TextStyle {
            align,
            ..TextStyle::new(3.0, 50.0)
        };
        let block = setter.typeset(text, style).unwrap();
        let line = &block.lines[0];
        (
            line.glyphs.iter().map(|g| g.x_mm).fold(f64::MAX, f64::min),
            line.width_mm,
        )
    };
    for (text, start, end) in [("abc", 0.0, 1.0), ("אבג", 1.0, 0.0)] {
        let table = [
            (Align::Left, 0.0),
            (Align::Center, 0.5),
            (Align::Right, 1.0),
            (Align::Start, start),
            (Align::End, end),
        ];
        for (align, share) in table {
            let (left, width) = left_of(text, align);
            let expected = (50.0 - width) * share;
            assert!(
                (left - expected).abs() < 1e-9,
                "{text} {align:?}: {left} {expected}"
            );
        }
    }
}

#[test]
fn spaces_at_the_end_hang_and_do_not_count() {
    let setter = debian();
    for text in ["abc", "אבג"] {
        let padded = format!("{text}     ");
        let style = TextStyle {
            align: Align::Center,
            ..TextStyle::new(3.0, 50.0)
        };
        let (bare, padded) = (setter.typeset(text, style), setter.typeset(&padded, style));
        let (bare, padded) = (bare.unwrap(), padded.unwrap());
        assert!((bare.width_mm - padded.width_mm).abs() < 1e-9);
        let x = |block: &TextBlock| {
            let glyphs = block.lines[0].glyphs.iter();
            glyphs
                .filter(|g| !block.text[g.range.clone()].trim().is_empty())
                .map(|g| g.x_mm)
                .collect()
        };
        let (bare, padded): (Vec<f64>, Vec<f64>) = (x(&bare), x(&padded));
        assert!(
            bare.iter().zip(&padded).all(|(a, b)| (a - b).abs() < 1e-9),
            "{bare:?} {padded:?}"
        );
    }
}

#[test]
fn a_text_beyond_the_bound_is_refused_and_one_at_the_bound_is_set() {
    let setter = Typesetter::embedded();
    let style = TextStyle::new(3.0, 300.0);
    let longest = "word ".repeat(MAX_TEXT_BYTES / 5);
    let block = setter.typeset(&longest, style).unwrap();
    assert_eq!(lines(&block).concat(), longest);
    let error = setter
        .typeset(&"x".repeat(MAX_TEXT_BYTES + 1), style)
        .unwrap_err();
    assert_eq!(
        error,
        TypesetError::TextTooLong {
            bytes: MAX_TEXT_BYTES + 1
        }
    );
    assert_eq!(
        error.to_string(),
        "text of 16385 bytes, at most 16384 are set"
    );
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let setter = Typesetter::embedded();
    for bad in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.0,
        -3.0,
        1e300,
        f64::MIN_POSITIVE,
    ] {
        let style = TextStyle {
            size_mm: bad,
            min_size_mm: bad,
            height_mm: Some(bad),
            ..TextStyle::new(bad, bad)
        };
        let block = setter.typeset("Ab c", style).unwrap();
        assert_eq!(lines(&block).concat(), "Ab c", "{bad}");
        let finite = |v: f64| v.is_finite();
        assert!(
            block
                .lines
                .iter()
                .flat_map(|l| &l.glyphs)
                .all(|g| finite(g.x_mm) && finite(g.y_mm))
        );
        assert!(
            finite(block.size_mm) && block.size_mm > 0.0 && finite(block.width_mm),
            "{bad}"
        );
    }
}

/// Every character but the line breaks is the text of exactly one glyph.
fn assert_nothing_is_lost(block: &TextBlock) {
    let mut of: Vec<u8> = vec![0; block.text.len()];
    for glyph in block.lines.iter().flat_map(|line| &line.glyphs) {
        of[glyph.range.clone()].iter_mut().for_each(|n| *n += 1);
    }
    for (at, c) in block.text.char_indices() {
        let a_break =
            matches!(c, '\n'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let expected = u8::from(!a_break);
        assert!(
            of[at..at + c.len_utf8()].iter().all(|n| *n == expected),
            "{c:?} at {at} in {:?}",
            block.text
        );
    }
    let in_lines: String = lines(block).concat();
    let breaks = |c: char| matches!(c, '\n'..='\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    assert_eq!(in_lines, block.text.replace(breaks, ""));
}

/// Characters of all kinds: any, those of the scripts that films carry, and
/// those that direct and join.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        2 => any::<char>(),
        4 => proptest::char::ranges(std::borrow::Cow::Borrowed(&[
            ' '..='\u{24F}', '\u{300}'..='\u{52F}', '\u{590}'..='\u{6FF}', '\u{900}'..='\u{DFF}',
            '\u{E00}'..='\u{EFF}', '\u{1100}'..='\u{11FF}', '\u{1780}'..='\u{18AF}',
            '\u{3000}'..='\u{30FF}', '\u{4E00}'..='\u{4FFF}', '\u{AC00}'..='\u{AFFF}',
        ])),
        1 => proptest::char::ranges(std::borrow::Cow::Borrowed(&[
            '\0'..='\u{1F}', '\u{200B}'..='\u{2069}', '\u{FE00}'..='\u{FE0F}', '\u{1F1E6}'..='\u{1F469}',
        ])),
    ]
}

#[test]
fn no_text_panics_and_no_character_is_lost() {
    let setter = debian();
    let text = proptest::collection::vec(character(), 0..60);
    let input = (text, 1.0..40.0_f64, 1.0..8.0_f64);
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..Default::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let run = |(chars, width, size): (Vec<char>, f64, f64)| {
        let text: String = chars.into_iter().collect();
        let block = setter.typeset(&text, TextStyle::new(size, width)).unwrap();
        assert_nothing_is_lost(&block);
        assert_eq!(
            block,
            setter.typeset(&text, TextStyle::new(size, width)).unwrap()
        );
        Ok(())
    };
    runner.run(&input, run).unwrap();
}

#[test]
fn wrapped_lines_of_words_are_never_wider_than_the_room() {
    let setter = debian();
    let word = "[a-zA-Zäöüčłşğ.,-]{1,14}|[\u{5D0}-\u{5EA}]{1,9}|[\u{628}-\u{64A}]{1,9}|[\u{4E00}-\u{4E80}]{1,6}";
    let input = (proptest::collection::vec(word, 1..12), 12.0..60.0_f64);
    let config = ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..Default::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let run = |(words, width): (Vec<String>, f64)| {
        let text = words.join(" ");
        let block = setter.typeset(&text, TextStyle::new(3.0, width)).unwrap();
        assert_nothing_is_lost(&block);
        prop_assert!(
            !block.overflows,
            "{} in {width}: {:?}",
            block.width_mm,
            visual(&block)
        );
        Ok(())
    };
    runner.run(&input, run).unwrap();
}
