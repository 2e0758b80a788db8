//! Every kind of defect, planted on a good disc one at a time, is found, and no other.

#[allow(
    unreachable_pub,
    dead_code,
    reason = "shared with another crate's suite"
)]
mod seeds;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use filmdesk_media::profile;
use filmdesk_media::verify::{DefectKind, KINDS, Report, VerifyError, VerifyOptions, verify};
use seeds::{Disc, SEEDS};

fn check(disc: &Disc, profile: Option<&str>, read_all: bool) -> Report {
    let options = VerifyOptions {
        profile: profile.and_then(profile::find),
        read_all,
    };
    verify(disc, &options, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn a_good_disc_has_no_defect() {
    let report = check(&Disc::good(), Some("STD-GEN-CD"), true);
    assert_eq!(report.defects, [], "{}", report.to_text());
    assert!(report.is_clean());
    assert_eq!(report.counts.dicom_files, 6);
    assert_eq!((report.counts.patients, report.counts.instances), (2, 6));
}

#[test]
fn each_seed_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for seed in SEEDS {
        let mut disc = Disc::good();
        (seed.plant)(&mut disc);
        for read_all in [false, true] {
            let report = check(&disc, seed.profile, read_all);
            let mut expected: Vec<DefectKind> = seed.also.to_vec();
            expected.push(seed.kind);
            expected.sort();
            if report.kinds() != expected {
                wrong.push(format!("{}:\n{}", seed.kind.name(), report.to_text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_a_seed() {
    let seeded: BTreeSet<DefectKind> = SEEDS.iter().map(|seed| seed.kind).collect();
    let unseeded: Vec<&str> = KINDS
        .iter()
        .filter(|row| !seeded.contains(&row.kind))
        .map(|row| row.name)
        .collect();
    assert!(unseeded.is_empty(), "{unseeded:?}");
    assert!(SEEDS.len() >= 60);
}

#[test]
fn reports_hold_no_patient_text() {
    for seed in SEEDS {
        let mut disc = Disc::good();
        (seed.plant)(&mut disc);
        let report = check(&disc, seed.profile, true);
        for text in [report.to_text(), report.to_json()] {
            for patient in ["Muster", "Erika", "Minsu", "SEED-1", "SEED-2"] {
                assert!(!text.contains(patient), "{}: {text}", seed.kind.name());
            }
        }
    }
}

#[test]
fn a_check_can_be_ended() {
    let disc = Disc::good();
    let result = verify(&disc, &VerifyOptions::default(), &mut |_| {
        ControlFlow::Break(())
    });
    assert!(matches!(result, Err(VerifyError::Cancelled)));
}

#[test]
fn the_manual_has_every_kind() {
    let manual = include_str!("../../docs/disc-verify.md");
    for row in KINDS {
        let severity = format!("{:?}", row.severity).to_lowercase();
        let line = format!(
            "| `{}` | {severity} | {} | {} |",
            row.name, row.rule, row.words
        );
        assert!(manual.contains(&line), "docs/disc-verify.md has not {line}");
    }
}
