//! Which size, crop and status an image gets, as a table.

use filmdesk_print_scp::film::compose::{FitRequest, fit_image};
use filmdesk_print_scp::terms::{DecimateCrop, MagnificationType};
use proptest::prelude::*;

/// Columns and rows of the image in a box of 1000 x 800 printer pixels of 100 micrometres.
fn ask(columns: u16, rows: u16) -> FitRequest {
    FitRequest {
        image_box: (1000, 800),
        pitch_um: 100.0,
        columns,
        rows,
        aspect: (1, 1),
        magnification: MagnificationType::Cubic,
        requested_width_mm: None,
        decimate_crop: DecimateCrop::Decimate,
        decimate_crop_requested: true,
    }
}

fn answer(request: FitRequest) -> String {
    match fit_image(&request) {
        Err(too_large) => format!("C603: {too_large}"),
        Ok(placement) => {
            let (d, s) = (placement.dest, placement.source);
            format!(
                "{:?} {}x{} at {},{} from {}x{} at {},{}",
                placement.fit, d.columns, d.rows, d.left, d.top, s.columns, s.rows, s.left, s.top
            )
        }
    }
}

fn with(mut request: FitRequest, change: impl FnOnce(&mut FitRequest)) -> FitRequest {
    change(&mut request);
    request
}

#[test]
fn every_case() {
    use DecimateCrop::{Crop, Fail};
    use MagnificationType::{None, Replicate};
    let small = ask(500, 500);
    let large = ask(2000, 1000);
    let none = |r: FitRequest| with(r, |r| r.magnification = None);
    let crop = |r: FitRequest| with(r, |r| r.decimate_crop = Crop);
    let fail = |r: FitRequest| with(r, |r| r.decimate_crop = Fail);
    let width = |r: FitRequest, mm| with(r, |r| r.requested_width_mm = Some(mm));
    let unasked = |r: FitRequest| with(r, |r| r.decimate_crop_requested = false);
    let table = [
        ("small, CUBIC: fills", small),
        (
            "small, REPLICATE: fills",
            with(small, |r| r.magnification = Replicate),
        ),
        ("small, NONE: one to one", none(small)),
        (
            "small, aspect 2:1 (tall pixels)",
            with(small, |r| r.aspect = (2, 1)),
        ),
        (
            "small, aspect 2:1, NONE",
            none(with(ask(300, 300), |r| r.aspect = (2, 1))),
        ),
        (
            "small, aspect 0:0 counts as square",
            with(small, |r| r.aspect = (0, 0)),
        ),
        ("exactly the box, FAIL", fail(ask(1000, 800))),
        ("large, DECIMATE asked", large),
        ("large, DECIMATE by default", unasked(large)),
        ("large, DECIMATE, NONE", none(large)),
        ("large, CROP", crop(large)),
        ("large, CROP, NONE", crop(none(large))),
        ("too many rows only, CROP", crop(ask(600, 900))),
        ("large, FAIL", fail(large)),
        ("true size that fits", width(small, 40.0)),
        ("true size wins over NONE", width(none(small), 40.0)),
        (
            "true size reduces a matrix that fits",
            width(ask(800, 400), 40.0),
        ),
        ("true size beyond the box, DECIMATE", width(small, 120.0)),
        ("true size beyond the box, NONE", width(none(small), 120.0)),
        ("true size beyond the box, CROP", crop(width(small, 120.0))),
        ("true size beyond the box, FAIL", fail(width(small, 120.0))),
        (
            "large matrix, true size that fits, DECIMATE",
            width(large, 40.0),
        ),
        (
            "large matrix, true size that fits, CROP",
            crop(width(large, 40.0)),
        ),
        (
            "large matrix, true size that fits, FAIL",
            fail(width(large, 40.0)),
        ),
        ("true size of nothing", width(small, 0.0)),
        ("true size that is no number", width(small, f64::NAN)),
    ];
    let lines: Vec<_> = table
        .into_iter()
        .map(|(name, request)| format!("{name:<44} {}", answer(request)))
        .collect();
    assert_eq!(lines.len(), 26);
    insta::assert_snapshot!(lines.join("\n"), @"
    small, CUBIC: fills                          AsAsked 800x800 at 100,0 from 500x500 at 0,0
    small, REPLICATE: fills                      AsAsked 800x800 at 100,0 from 500x500 at 0,0
    small, NONE: one to one                      AsAsked 500x500 at 250,150 from 500x500 at 0,0
    small, aspect 2:1 (tall pixels)              Decimated 400x800 at 300,0 from 500x500 at 0,0
    small, aspect 2:1, NONE                      AsAsked 300x600 at 350,100 from 300x300 at 0,0
    small, aspect 0:0 counts as square           AsAsked 800x800 at 100,0 from 500x500 at 0,0
    exactly the box, FAIL                        AsAsked 1000x800 at 0,0 from 1000x800 at 0,0
    large, DECIMATE asked                        Decimated 1000x500 at 0,150 from 2000x1000 at 0,0
    large, DECIMATE by default                   Demagnified 1000x500 at 0,150 from 2000x1000 at 0,0
    large, DECIMATE, NONE                        C603: image of 2000 x 1000 printer pixels is larger than its image box of 1000 x 800
    large, CROP                                  Cropped 1000x800 at 0,0 from 1000x800 at 500,100
    large, CROP, NONE                            Cropped 1000x800 at 0,0 from 1000x800 at 500,100
    too many rows only, CROP                     Cropped 600x800 at 200,0 from 600x800 at 0,50
    large, FAIL                                  C603: image of 2000 x 1000 printer pixels is larger than its image box of 1000 x 800
    true size that fits                          AsAsked 400x400 at 300,200 from 500x500 at 0,0
    true size wins over NONE                     AsAsked 400x400 at 300,200 from 500x500 at 0,0
    true size reduces a matrix that fits         AsAsked 400x200 at 300,300 from 800x400 at 0,0
    true size beyond the box, DECIMATE           Decimated 800x800 at 100,0 from 500x500 at 0,0
    true size beyond the box, NONE               C603: image of 1200 x 1200 printer pixels is larger than its image box of 1000 x 800
    true size beyond the box, CROP               Cropped 998x799 at 0,0 from 416x333 at 42,83
    true size beyond the box, FAIL               C603: image of 1200 x 1200 printer pixels is larger than its image box of 1000 x 800
    large matrix, true size that fits, DECIMATE  Decimated 400x200 at 300,300 from 2000x1000 at 0,0
    large matrix, true size that fits, CROP      Demagnified 400x200 at 300,300 from 2000x1000 at 0,0
    large matrix, true size that fits, FAIL      C603: image of 2000 x 1000 printer pixels is larger than its image box of 1000 x 800
    true size of nothing                         AsAsked 1x1 at 499,399 from 500x500 at 0,0
    true size that is no number                  AsAsked 800x800 at 100,0 from 500x500 at 0,0
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn never_beyond_the_box(
        columns in 0_u16.., rows in 0_u16.., v in 0_u32..5, h in 0_u32..5,
        box_columns in 16_u32..10_000, box_rows in 16_u32..10_000,
        mm in prop::option::of(-10.0..1000.0_f64), kind in 0..4_usize, behaviour in 0..3_usize,
    ) {
        let request = FitRequest {
            image_box: (box_columns, box_rows),
            aspect: (v, h),
            requested_width_mm: mm,
            magnification: MagnificationType::ALL[kind],
            decimate_crop: DecimateCrop::ALL[behaviour],
            ..ask(columns, rows)
        };
        if let Ok(placement) = fit_image(&request) {
            let (d, s) = (placement.dest, placement.source);
            prop_assert!(d.left + d.columns <= box_columns + 1);
            prop_assert!(d.top + d.rows <= box_rows + 1);
            prop_assert!(placement.dest_mm.right() <= f64::from(box_columns) * 0.1 + 0.001);
            prop_assert!(placement.dest_mm.bottom() <= f64::from(box_rows) * 0.1 + 0.001);
            prop_assert!(u32::from(s.left) + u32::from(s.columns) <= u32::from(columns.max(1)));
            prop_assert!(u32::from(s.top) + u32::from(s.rows) <= u32::from(rows.max(1)));
        }
    }
}
