//! Pixels and subsets: what the renderers draw and embed.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{debian, set};
use filmdesk_fonts::{
    FaceId, GlyphUse, OutlineKind, RasterError, SCRIPTS, TextStyle, Typesetter, missing_box,
};

#[test]
fn pixels_lie_where_the_glyphs_are_and_scale_with_the_raster() {
    let setter = Typesetter::embedded();
    let block = set(&setter, "HI");
    let mask = setter.mask(&block, 10.0, 20.0).unwrap();
    // Capitals of 0.714 em at 4 mm on the baseline, ten columns and twenty rows a mm.
    let baseline = block.lines[0].baseline_mm;
    let bottom = (mask.top + mask.height as i64) as f64;
    assert!((bottom - baseline * 20.0).abs() <= 1.0, "{bottom}");
    assert!(
        (mask.height as f64 - 0.714 * 4.0 * 20.0).abs() <= 2.0,
        "{}",
        mask.height
    );
    assert!(mask.width as f64 <= block.width_mm * 10.0);
    let ink =
        |m: &filmdesk_fonts::CoverageMask| m.coverage.iter().map(|c| u64::from(*c)).sum::<u64>();
    let finer = setter.mask(&block, 20.0, 40.0).unwrap();
    let ratio = ink(&finer) as f64 / ink(&mask) as f64;
    assert!((ratio - 4.0).abs() < 0.05, "{ratio}");
    // Inside a stem all is covered, and edges are soft.
    assert!(mask.coverage.contains(&255));
    assert!(mask.coverage.iter().any(|c| (1..255).contains(c)));
}

#[test]
fn a_box_is_a_frame() {
    let setter = Typesetter::embedded();
    let block = set(&setter, "王");
    let outline = missing_box(block.size_mm);
    let px = 25.0;
    let mask = setter.mask(&block, px, px).unwrap();
    assert!((mask.width as f64 - outline.width_mm * px).abs() <= 2.0);
    assert!((mask.height as f64 - outline.height_mm * px).abs() <= 2.0);
    let at = |x: usize, y: usize| mask.coverage[y * mask.width + x];
    let (w, h) = (mask.width, mask.height);
    assert_eq!(at(w / 2, h / 2), 0, "hollow");
    let frame = (outline.stroke_mm * px / 2.0) as usize;
    let edges = [
        at(frame, h / 2),
        at(w - 1 - frame, h / 2),
        at(w / 2, frame),
        at(w / 2, h - 1 - frame),
    ];
    assert_eq!(edges, [255; 4]);
}

#[test]
fn every_script_leaves_ink_and_white_space_leaves_none() {
    let setter = debian();
    for script in SCRIPTS {
        let block = set(&setter, script.sample);
        let mask = setter.mask(&block, 12.0, 12.0).unwrap();
        assert!(mask.coverage.contains(&255), "{}", script.name);
        // Nothing reaches out of the block's height: no mark is cut off.
        let bottom = (mask.top + mask.height as i64) as f64;
        assert!(
            mask.top >= 0 && bottom <= block.height_mm * 12.0 + 1.0,
            "{}: {} {bottom}",
            script.name,
            mask.top
        );
    }
    assert_eq!(
        setter
            .mask(&set(&setter, " \u{A0}\u{3000}"), 12.0, 12.0)
            .unwrap()
            .coverage,
        []
    );
}

#[test]
fn a_raster_without_sense_is_refused() {
    let setter = Typesetter::embedded();
    let block = set(&setter, "a");
    for bad in [0.0, -1.0, 101.0, f64::NAN, f64::INFINITY] {
        let error = setter.mask(&block, 10.0, bad).unwrap_err();
        assert!(matches!(error, RasterError::Scale { .. }), "{bad}");
    }
    let mut far = block.clone();
    far.lines.extend(block.lines.clone());
    far.lines[1].glyphs[0].x_mm = 1e6;
    far.lines[1].glyphs[0].y_mm = 1e6;
    assert!(matches!(
        setter.mask(&far, 10.0, 10.0),
        Err(RasterError::TooLarge { .. })
    ));
}

#[test]
fn subsets_are_small_complete_and_the_same_each_time() {
    let setter = debian();
    let mut used = GlyphUse::new();
    for script in SCRIPTS {
        used.add(&set(&setter, script.sample));
    }
    assert!(used.faces().count() > 20);
    for face in used.faces() {
        let glyphs = used.glyphs(face);
        let subset = setter.subset(face, &glyphs).unwrap();
        assert_eq!(subset, setter.subset(face, &glyphs).unwrap());
        assert!(
            subset.bytes.len() < 60_000,
            "{}: {}",
            subset.post_script_name,
            subset.bytes.len()
        );
        assert!(glyphs.iter().all(|g| subset.remap.contains_key(g)));
        let new: BTreeSet<u16> = subset.remap.values().copied().collect();
        assert_eq!(
            new,
            (0..new.len() as u16).collect(),
            "new indices are consecutive"
        );
        assert_eq!(subset.widths.keys().copied().collect::<BTreeSet<_>>(), new);
        assert_eq!(subset.cff().is_some(), subset.kind == OutlineKind::Cff);
        let (tag, name) = subset.post_script_name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()));
        assert!(name.starts_with("NotoSans"), "{name}");
        let m = subset.metrics;
        assert!(
            m.ascent > 500.0 && m.descent < 0.0 && m.cap_height > 400.0,
            "{name}: {m:?}"
        );
        assert!(
            m.bbox[0] < m.bbox[2] && m.bbox[1] < m.bbox[3],
            "{name}: {m:?}"
        );
    }
}

#[test]
fn a_subset_draws_what_the_face_draws() {
    let setter = debian();
    for text in ["Ağ", "王直"] {
        let block = set(&setter, text);
        let mut used = GlyphUse::new();
        used.add(&block);
        let face = used.faces().next().unwrap();
        let subset = setter.subset(face, &used.glyphs(face)).unwrap();
        // The subset has no cmap and so is no face to set text with: its bare
        // outlines are compared by the reader that the raster uses.
        let font = skrifa::FontRef::new(&subset.bytes).unwrap();
        for glyph in &block.lines[0].glyphs {
            let new = subset.remap[&glyph.glyph_id];
            assert!((subset.widths[&new] - glyph.advance_mm / block.size_mm * 1000.0).abs() < 40.0);
            assert!(!svg(&font, new).is_empty());
            let whole = setter
                .faces()
                .find(|(id, _)| *id == face)
                .unwrap()
                .1
                .clone();
            let original =
                skrifa::FontRef::from_index((*whole.bytes).as_ref(), whole.index).unwrap();
            assert_eq!(svg(&font, new), svg(&original, glyph.glyph_id), "{text}");
        }
    }
}

fn svg(font: &skrifa::FontRef<'_>, glyph: u16) -> String {
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, pen::SvgPen};
    let mut pen = SvgPen::new();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let outline = font
        .outline_glyphs()
        .get(skrifa::GlyphId::from(glyph))
        .unwrap();
    outline.draw(settings, &mut pen).unwrap();
    pen.to_string()
}

#[test]
fn other_glyphs_other_tag() {
    let setter = Typesetter::embedded();
    let name = |glyphs: &[u16]| {
        let subset = setter
            .subset(FaceId::EMBEDDED, &glyphs.iter().copied().collect())
            .unwrap();
        subset.post_script_name
    };
    assert_ne!(name(&[5, 6]), name(&[5, 7]));
    insta::assert_snapshot!(name(&[5, 6]), @"MGYTUD+NotoSans-Regular");
    let error = setter.subset(FaceId::BOX, &BTreeSet::new()).unwrap_err();
    insta::assert_snapshot!(error, @"face FaceId(65535) has no font to take a subset of");
}

#[test]
fn each_glyph_gives_its_text_back() {
    let setter = debian();
    let texts = [
        "Łukasz fi",
        "شهيد لا",
        "กี่ น้ำ",
        "שלוֹם",
        "山田 やまだ",
        "김희중",
    ];
    let mut used = GlyphUse::new();
    let blocks: Vec<_> = texts.iter().map(|text| set(&setter, text)).collect();
    for block in &blocks {
        used.add(block);
    }
    let of = |face| used.to_unicode(face).collect::<BTreeMap<u16, &str>>();
    for (text, block) in texts.iter().zip(&blocks) {
        let line = &block.lines[0];
        let mut read: Vec<&str> = line
            .glyphs
            .iter()
            .map(|g| of(g.face)[&g.glyph_id])
            .collect();
        if line.direction == filmdesk_fonts::Direction::RightToLeft {
            read.reverse();
        }
        assert_eq!(read.concat(), *text, "through the PDF's own map");
    }
}

#[test]
fn the_cmap_of_a_subset_names_each_new_glyph_and_all_units_of_its_text() {
    let setter = debian();
    let mut used = GlyphUse::new();
    used.add(&set(&setter, "𠮷の"));
    let face = used.faces().next().unwrap();
    let subset = setter.subset(face, &used.glyphs(face)).unwrap();
    let cmap = String::from_utf8(used.to_unicode_cmap(face, &subset)).unwrap();
    let rows: Vec<&str> = cmap.lines().skip_while(|l| !l.contains("bfchar")).collect();
    insta::assert_snapshot!(rows[..4].join("\n"), @r"
    2 beginbfchar
    <0001> <306E>
    <0002> <D842DFB7>
    endbfchar
    ");
    let many: String = ('\u{4E00}'..'\u{4F00}').collect();
    used.add(&set(&setter, &format!("{many}の")));
    let subset = setter.subset(face, &used.glyphs(face)).unwrap();
    let cmap = String::from_utf8(used.to_unicode_cmap(face, &subset)).unwrap();
    let counts: Vec<&str> = cmap
        .lines()
        .filter(|l| l.ends_with("beginbfchar"))
        .collect();
    assert_eq!(
        counts,
        ["100 beginbfchar", "100 beginbfchar", "58 beginbfchar"]
    );
}

#[test]
fn boxes_are_in_no_face_and_a_blank_glyph_is_there_to_carry_their_text() {
    let setter = Typesetter::embedded();
    let mut used = GlyphUse::new();
    used.add(&set(&setter, "王小东"));
    assert_eq!(used.faces().count(), 0);
    let (face, blank) = setter.space_glyph().unwrap();
    let space = set(&setter, " ");
    assert_eq!(
        (
            space.lines[0].glyphs[0].face,
            space.lines[0].glyphs[0].glyph_id
        ),
        (face, blank)
    );
}

#[test]
fn what_goes_into_a_film_is_the_same_on_every_machine() {
    let setter = Typesetter::embedded();
    let block = setter
        .typeset("Müller, Łukasz 37 °C", TextStyle::new(3.0, 40.0))
        .unwrap();
    let place = |g: &filmdesk_fonts::Glyph| format!("{}@{:.4}", g.glyph_id, g.x_mm);
    let placed: Vec<String> = block.lines[0].glyphs.iter().map(place).collect();
    insta::assert_snapshot!(placed.join(" "), @"46@0.0000 188@2.7210 77@4.5750 77@5.3490 70@6.1230 83@7.8150 13@8.5740 1@9.3780 256@10.1580 86@11.7300 76@13.5840 66@15.1860 84@16.8690 91@18.3060 1@19.7160 20@20.4960 24@22.2120 1@23.9280 112@24.7080 36@25.9920");
    let mask = setter.mask(&block, 11.8, 11.8).unwrap();
    let sum = mask.coverage.iter().fold(0_u64, |sum, c| {
        sum.wrapping_mul(31).wrapping_add(u64::from(*c))
    });
    insta::assert_snapshot!(format!("{}x{} {sum:016x}", mask.width, mask.height), @"325x33 bb4296bf46a1bc3a");
}
