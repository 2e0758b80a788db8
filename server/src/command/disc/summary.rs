//! What was made, for a person or a program.

use std::fmt::Write;

use filmdesk_media::contents::Contents;
use serde_json::{Value, json};

use crate::command::progress::in_words;
use crate::disc::order::DiscOrder;
use crate::disc::{LeftOut, Made, MadeVolume, StaleReference};

/// Reasons printed; the rest is counted.
const SHOWN: usize = 20;

/// Prints the disc.
pub(super) fn print(made: &Made, order: &DiscOrder, as_json: bool) {
    match as_json {
        true => println!("{:#}", json(made, order)),
        false => print!("{}", text(made, order)),
    }
}

fn text(made: &Made, order: &DiscOrder) -> String {
    let mut text = String::new();
    for volume in &made.volumes {
        let (id, counts) = (&volume.file_set_id, counted(&volume.contents));
        let _ = writeln!(text, "{id}: {counts}, {}", in_words(volume.bytes));
        let _ = writeln!(text, "  {} in {}", order.profile, volume.place);
        if let Some(hash) = &volume.sha256 {
            let _ = writeln!(text, "  SHA-256 {hash}");
        }
        let compared = match volume.by_robot {
            true => "read back before the robot took it, which compares what it burns",
            false => "every byte read back",
        };
        let _ = writeln!(text, "  {compared}; {}", volume.verdict);
    }
    for note in &made.notes {
        let _ = writeln!(text, "note: {note}");
    }
    for one in made.stale.iter().take(SHOWN) {
        let _ = writeln!(text, "note: {}", stale(one));
    }
    if made.stale.len() > SHOWN {
        let more = made.stale.len() - SHOWN;
        let _ = writeln!(
            text,
            "note: {more} more refer to such images (--json lists all)"
        );
    }
    if !made.left_out.is_empty() {
        let _ = write!(text, "not on the disc:{}", left_out(&made.left_out));
        text.push('\n');
    }
    text
}

/// What a viewer will not find.
fn stale(one: &StaleReference) -> String {
    format!(
        "{} refers to {} images that are on the disc only compressed with loss, under other UIDs",
        one.name, one.images
    )
}

/// What is not on the disc, a line each.
pub(super) fn left_out(left: &[LeftOut]) -> String {
    let mut text = String::new();
    for one in left.iter().take(SHOWN) {
        let _ = write!(text, "\n  {}: {}", one.name, one.reason);
        if let Some(remedy) = &one.remedy {
            let _ = write!(text, " (remedy: {remedy})");
        }
    }
    if left.len() > SHOWN {
        let _ = write!(
            text,
            "\n  and {} more (--json lists all)",
            left.len() - SHOWN
        );
    }
    text
}

/// Instances that show a conflict, a line for each: one of each patient.
pub(super) fn conflicts(instances: &[Vec<String>]) -> String {
    let mut text: String = instances
        .iter()
        .take(SHOWN)
        .map(|conflict| format!("\n  {}", conflict.join(" and ")))
        .collect();
    if instances.len() > SHOWN {
        let _ = write!(text, "\n  and {} more", instances.len() - SHOWN);
    }
    text
}

fn counted(contents: &Contents) -> String {
    let studies = || {
        contents
            .patients
            .iter()
            .flat_map(|patient| &patient.studies)
    };
    let series: usize = studies().map(|study| study.series.len()).sum();
    let of = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    [
        of(contents.patients.len(), "patient", "patients"),
        of(studies().count(), "study", "studies"),
        format!("{series} series"),
        of(contents.instances().count(), "instance", "instances"),
    ]
    .join(", ")
}

fn json(made: &Made, order: &DiscOrder) -> Value {
    json!({
        "profile": order.profile,
        "volumes": made.volumes.iter().map(MadeVolume::facts).collect::<Vec<_>>(),
        "left-out": made.left_out.iter().map(|left| json!({
            "name": left.name, "reason": left.reason, "remedy": left.remedy, "dicom": left.is_dicom,
        })).collect::<Vec<_>>(),
        "notes": made.notes,
        "refers-to-originals": made.stale.iter().map(|one| json!({
            "name": one.name, "images": one.images,
        })).collect::<Vec<_>>(),
    })
}
