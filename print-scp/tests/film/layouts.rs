//! Film sizes and image boxes as tables.

use std::fmt::Write as _;

use filmdesk_print_scp::display_format::DisplayFormat;
use filmdesk_print_scp::film::annotate::{annotation_positions, default_annotation_formats};
use filmdesk_print_scp::film::layout::{FilmLayout, LayoutError, LayoutRequest, box_count, layout};
use filmdesk_print_scp::film::size::default_geometry;
use filmdesk_print_scp::terms::{FilmOrientation, FilmSizeId, ResolutionId};

use crate::common::printer;

fn lay_out(format: &str, annotation_format: Option<&str>) -> Result<FilmLayout, LayoutError> {
    let format: DisplayFormat = format.parse().unwrap();
    let request = LayoutRequest {
        format: &format,
        size: FilmSizeId::In14x17,
        orientation: FilmOrientation::Portrait,
        resolution: ResolutionId::Standard,
        annotation_format,
    };
    layout(&printer(), &request)
}

/// Each box as left,top columns x rows.
fn boxes(format: &str) -> String {
    let layout = lay_out(format, None).unwrap();
    layout.boxes.iter().fold(String::new(), |mut text, b| {
        let _ = writeln!(text, "{},{} {}x{}", b.left, b.top, b.columns, b.rows);
        text
    })
}

#[test]
fn defaults_of_all_sizes() {
    let mut table = String::new();
    for &size in FilmSizeId::ALL {
        let g = default_geometry(size);
        let high = g.high.unwrap();
        let _ = writeln!(
            table,
            "{size:<11} sheet {:?} margin {:?} gap {} standard {}x{} @{} high {}x{} @{}",
            g.sheet_mm,
            g.margin_mm,
            g.gap_mm,
            g.standard.columns,
            g.standard.rows,
            g.standard.pitch_um,
            high.columns,
            high.rows,
            high.pitch_um
        );
    }
    insta::assert_snapshot!(table, @"
    8INX10IN sheet (203.2, 254.0) margin (10.874, 14.446) gap 1 standard 2286x2836 @79.375 high 4572x5672 @39.6875
    8_5INX11IN sheet (215.9, 279.4) margin (12.7, 12.7) gap 1 standard 2400x3200 @79.375 high 4800x6400 @39.6875
    10INX12IN sheet (254.0, 304.8) margin (12.7, 12.7) gap 1 standard 2880x3520 @79.375 high 5760x7040 @39.6875
    10INX14IN sheet (257.0, 364.0) margin (12.771, 12.772) gap 1 standard 2916x4264 @79.375 high 5832x8528 @39.6875
    11INX14IN sheet (279.4, 355.6) margin (12.898, 15.24) gap 1 standard 3195x4096 @79.375 high 6390x8192 @39.6875
    11INX17IN sheet (279.4, 431.8) margin (12.7, 12.7) gap 1 standard 3200x5120 @79.375 high 6400x10240 @39.6875
    14INX14IN sheet (355.6, 355.6) margin (15.24, 14.763) gap 1 standard 4096x4108 @79.375 high 8192x8216 @39.6875
    14INX17IN sheet (355.6, 431.8) margin (15.24, 12.7) gap 1 standard 4096x5120 @79.375 high 8192x10240 @39.6875
    24CMX24CM sheet (240.0, 240.0) margin (12.764, 12.764) gap 1 standard 2702x2702 @79.375 high 5404x5404 @39.6875
    24CMX30CM sheet (240.0, 300.0) margin (12.764, 12.76) gap 1 standard 2702x3458 @79.375 high 5404x6916 @39.6875
    A4 sheet (210.0, 297.0) margin (12.766, 12.768) gap 1 standard 2324x3420 @79.375 high 4648x6840 @39.6875
    A3 sheet (297.0, 420.0) margin (12.768, 12.753) gap 1 standard 3420x4970 @79.375 high 6840x9940 @39.6875
    ");
}

#[test]
fn imageable_areas_fit_their_sheets() {
    for &size in FilmSizeId::ALL {
        let g = default_geometry(size);
        for raster in [g.standard, g.high.unwrap()] {
            let mm = |pixels: u32| f64::from(pixels) * raster.pitch_um / 1000.0;
            let (right, bottom) = (
                g.margin_mm.0 + mm(raster.columns),
                g.margin_mm.1 + mm(raster.rows),
            );
            assert!(right <= g.sheet_mm.0 - g.margin_mm.0 + 0.01, "{size}");
            assert!(bottom <= g.sheet_mm.1 - g.margin_mm.1 + 0.01, "{size}");
            assert!(g.margin_mm.0 >= 10.0 && g.margin_mm.1 >= 10.0, "{size}");
        }
    }
}

#[test]
fn standard_is_columns_first_and_row_major() {
    insta::assert_snapshot!(boxes("STANDARD\\3,2"), @"
    0,0 1356x2553
    1369,0 1356x2553
    2738,0 1356x2553
    0,2566 1356x2553
    1369,2566 1356x2553
    2738,2566 1356x2553
    ");
}

#[test]
fn rows_divide_each_row() {
    insta::assert_snapshot!(boxes("ROW\\1,3"), @"
    0,0 4096x2553
    0,2566 1356x2553
    1369,2566 1356x2553
    2738,2566 1356x2553
    ");
}

#[test]
fn columns_are_numbered_down() {
    insta::assert_snapshot!(boxes("COL\\1,3"), @"
    0,0 2041x5120
    2054,0 2041x1698
    2054,1711 2041x1698
    2054,3422 2041x1698
    ");
}

#[test]
fn slides_have_their_true_size() {
    let slide = lay_out("SLIDE", None).unwrap();
    assert_eq!(slide.boxes.len(), 12);
    let mm = slide.to_mm(slide.boxes[0]);
    assert!(
        (mm.width - 36.0).abs() < 0.05 && (mm.height - 24.0).abs() < 0.05,
        "{mm:?}"
    );
    let super_slide = lay_out("SUPERSLIDE", None).unwrap();
    let mm = super_slide.to_mm(super_slide.boxes[5]);
    assert!(
        (mm.width - 40.0).abs() < 0.05 && (mm.height - 40.0).abs() < 0.05,
        "{mm:?}"
    );
}

#[test]
fn custom_layouts_are_fractions_of_the_area() {
    insta::assert_snapshot!(boxes("CUSTOM\\1"), @"
    0,0 1229x5120
    1229,0 2867x2560
    1229,2560 2867x2560
    ");
}

#[test]
fn landscape_turns_the_sheet() {
    let printer = printer();
    for &size in FilmSizeId::ALL {
        let format = "STANDARD\\1,1".parse().unwrap();
        let of = |orientation| {
            let request = LayoutRequest {
                format: &format,
                size,
                orientation,
                resolution: ResolutionId::High,
                annotation_format: None,
            };
            layout(&printer, &request).unwrap()
        };
        let (upright, turned) = (
            of(FilmOrientation::Portrait),
            of(FilmOrientation::Landscape),
        );
        assert_eq!(upright.film.sheet_mm.0, turned.film.sheet_mm.1);
        assert_eq!(upright.boxes[0].columns, turned.boxes[0].rows);
        assert_eq!(upright.film.origin_mm.0, turned.film.origin_mm.1);
    }
}

#[test]
fn annotations_take_room_from_the_images() {
    let combined = lay_out("STANDARD\\2,1", Some("COMBINED")).unwrap();
    let places = combined
        .annotations
        .iter()
        .fold(String::new(), |mut text, a| {
            let r = a.rect;
            let (p, align) = (a.position, a.align);
            let _ = writeln!(
                text,
                "{p} {align:?} {},{} {}x{}",
                r.left, r.top, r.columns, r.rows
            );
            text
        });
    insta::assert_snapshot!(places, @"
    0 Start 0,0 4096x101
    1 Centre 0,5057 2041x63
    2 Centre 2054,5057 2041x63
    ");
    assert_eq!(combined.boxes[0].top, 101 + 13);
    assert_eq!(
        combined.boxes[0].top + combined.boxes[0].rows,
        combined.annotations[1].rect.top
    );
}

#[test]
fn positions_of_the_default_formats() {
    let formats = default_annotation_formats();
    let of = |name: &str| annotation_positions(&formats[name], 3);
    assert_eq!(of("LABEL"), [0]);
    assert_eq!(of("BOTTOM"), [1, 2, 3]);
    assert_eq!(of("COMBINED"), [0, 1, 2, 3]);
}

#[test]
fn refusals_name_their_cause() {
    let words = [
        lay_out("ROW\\400", None).unwrap_err().to_string(),
        lay_out("STANDARD\\1,400", Some("BOTTOM"))
            .unwrap_err()
            .to_string(),
        lay_out("CUSTOM\\7", None).unwrap_err().to_string(),
        lay_out("STANDARD\\1,1", Some("NONE SUCH"))
            .unwrap_err()
            .to_string(),
    ];
    insta::assert_snapshot!(words.join("\n"), @r#"
    ROW\400 has too many image boxes for 4096 x 5120 printer pixels
    STANDARD\1,400 has too many image boxes for 4096 x 5120 printer pixels
    printer has no layout CUSTOM\7
    printer has no annotation format "NONE SUCH"
    "#);
}

#[test]
fn counts_do_not_need_a_film_size() {
    let printer = printer();
    let table = [
        ("STANDARD\\3,4", 12),
        ("ROW\\1,2,3", 6),
        ("COL\\4,4", 8),
        ("SLIDE", 12),
        ("SUPERSLIDE", 6),
        ("CUSTOM\\1", 3),
    ];
    for (format, count) in table {
        assert_eq!(
            box_count(&format.parse().unwrap(), &printer).unwrap(),
            count,
            "{format}"
        );
    }
}
