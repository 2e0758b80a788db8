use filmdesk_dataset::pixels::syntax_name;

use super::super::image::Shared;
use super::super::index::{Encoding, Sample};
use super::*;

/// A frame at a height, axial.
fn axial(z: f64) -> Frame {
    Frame {
        position: Some([-100.0, -100.0, z]),
        orientation: Some([1.0, 0.0, 0.0, 0.0, 1.0, 0.0]),
        spacing: Some([0.7, 0.7]),
        slope: 1.0,
        ..Frame::default()
    }
}

fn image(number: i64, frames: Vec<Frame>) -> Image {
    Image {
        key: Key(number as u64),
        sop_instance: format!("1.2.{number}"),
        file: format!("DICOM/I{number}"),
        number,
        form: Form {
            rows: 512,
            columns: 512,
            encoding: Encoding::Predicted,
            sample: Some(Sample::U16),
            bits: 12,
            color: false,
            inverted: false,
            format: None,
            absent: None,
            mosaic: None,
        },
        frames,
        shared: Shared::default(),
        rate: None,
        durations: None,
        uptake: None,
        localizer: false,
        overlays: Vec::new(),
        slide: None,
    }
}

/// Labels, and the instance numbers of each stack's frames.
fn shown(images: &[Image]) -> Vec<(String, Vec<i64>)> {
    let images: Vec<&Image> = images.iter().collect();
    let stacks = stacks(&images).into_iter();
    stacks
        .map(|stack| {
            let numbers = stack.members.iter().map(|member| member.image.number);
            (stack.label, numbers.collect())
        })
        .collect()
}

#[test]
fn slices_lie_by_position_in_the_direction_of_their_numbers() {
    let rising = [(1, 0.0), (3, 10.0), (2, 5.0)].map(|(n, z)| image(n, vec![axial(z)]));
    assert_eq!(shown(&rising), [(String::new(), vec![1, 2, 3])]);
    let falling = [(1, 10.0), (2, 0.0), (3, 5.0)].map(|(n, z)| image(n, vec![axial(z)]));
    assert_eq!(shown(&falling), [(String::new(), vec![1, 3, 2])]);
}

#[test]
fn without_positions_numbers_count() {
    let frame = || Frame {
        slope: 1.0,
        ..Frame::default()
    };
    let images = [3, 1, 2].map(|number| image(number, vec![frame()]));
    assert_eq!(shown(&images), [(String::new(), vec![1, 2, 3])]);
}

#[test]
fn a_localizer_of_another_direction_is_a_stack_of_its_own() {
    let mut localizer = image(1, vec![axial(0.0)]);
    localizer.frames[0].orientation = Some([0.0, 1.0, 0.0, 0.0, 0.0, -1.0]);
    localizer.localizer = true;
    let images = [
        localizer,
        image(2, vec![axial(0.0)]),
        image(3, vec![axial(5.0)]),
    ];
    let stacks = shown(&images);
    assert_eq!(stacks[0], ("@localizer".to_owned(), vec![1]));
    assert_eq!(stacks[1], ("#2–3".to_owned(), vec![2, 3]));
}

#[test]
fn echoes_are_taken_apart_pass_by_pass() {
    let slice = |number: i64, z: f64, echo: f64| {
        let mut image = image(number, vec![axial(z)]);
        image.frames[0].ranks[3] = echo;
        image
    };
    let images = [
        slice(1, 0.0, 1.0),
        slice(2, 0.0, 2.0),
        slice(3, 5.0, 1.0),
        slice(4, 5.0, 2.0),
    ];
    let expected = [
        ("1/2".to_owned(), vec![1, 3]),
        ("2/2".to_owned(), vec![2, 4]),
    ];
    assert_eq!(shown(&images), expected);
}

#[test]
fn a_beating_heart_is_taken_apart_place_by_place() {
    let slice = |number: i64, z: f64, trigger: f64| {
        let mut image = image(number, vec![axial(z)]);
        image.frames[0].trigger = Some(trigger);
        image
    };
    let images = [
        slice(1, 0.0, 30.0),
        slice(2, 0.0, 0.0),
        slice(3, 8.0, 0.0),
        slice(4, 8.0, 30.0),
    ];
    let expected = [
        ("1/2".to_owned(), vec![2, 1]),
        ("2/2".to_owned(), vec![3, 4]),
    ];
    assert_eq!(shown(&images), expected);
}

#[test]
fn images_of_several_frames_stay_alone() {
    let frames = || vec![axial(0.0), axial(5.0)];
    let images = [
        image(1, frames()),
        image(2, frames()),
        image(3, vec![axial(0.0)]),
    ];
    let labels: Vec<_> = shown(&images).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["#1", "#2", "#3"]);
}

#[test]
fn what_cannot_be_shown_does_not_join_what_can() {
    let mut absent = image(2, vec![axial(5.0)]);
    let name = syntax_name("1.2.840.10008.1.2.4.110").expect("a name");
    absent.form.absent = Some((name.to_owned(), "no decoder".to_owned()));
    let images = [
        image(1, vec![axial(0.0)]),
        absent,
        image(3, vec![axial(10.0)]),
    ];
    let numbers: Vec<_> = shown(&images)
        .into_iter()
        .map(|(_, numbers)| numbers)
        .collect();
    assert_eq!(numbers, [vec![1, 3], vec![2]]);
}

#[test]
fn the_middle_comes_first_then_outward() {
    assert_eq!(load_order(Order::Outward, 5), [2, 3, 1, 4, 0]);
    assert_eq!(load_order(Order::Outward, 4), [2, 3, 1, 0]);
    assert_eq!(load_order(Order::Outward, 1), [0]);
    assert_eq!(load_order(Order::Forward, 3), [0, 1, 2]);
}
