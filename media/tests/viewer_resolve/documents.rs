//! What has pages of its own instead of images.

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::{DataSet, VR, tags, uids};
use serde_json::json;

use crate::unpacked;
use crate::viewer::{self, Disc, encoded, sample};

#[test]
fn an_ecg_has_its_leads_sample_by_sample() {
    let disc = Disc::of(&["wave/pydicom_waveform_ecg.dcm"]);
    let waveform = &disc.index["waveforms"][0];
    assert_eq!(waveform["label"], "@(Twelve Lead ECG) 2013-01-25 10:59");
    let part = disc.part(&waveform["part"]);
    assert_eq!(part["kind"], "ecg");
    let group = &part["groups"][0];
    let labels: Vec<_> = group["channels"]
        .as_array()
        .expect("channels")
        .iter()
        .map(|c| &c["label"])
        .collect();
    assert_eq!(labels[..4], ["I", "II", "III", "aVR"]);
    assert_eq!(
        (&group["rate"], &group["length"], labels.len()),
        (&json!(1000.0), &json!(10_000), 12)
    );
    // Channel after channel on the page, interleaved in the file.
    let file = sample("wave/pydicom_waveform_ecg.dcm");
    let file = file::read(
        &file[..],
        &ReadOptions {
            limits: viewer::everything(),
            ..ReadOptions::LENIENT
        },
    )
    .expect("a file");
    let item = &file
        .data_set
        .items(tags::WAVEFORM_SEQUENCE)
        .expect("groups")[0];
    let recorded = item.u16s(tags::WAVEFORM_DATA).expect("samples");
    let shown = unpacked(&group["samples"]);
    assert_eq!(shown.len(), recorded.len() * 2);
    let at = |channel: usize, sample: usize| {
        let place = (channel * 10_000 + sample) * 2;
        u16::from_le_bytes([shown[place], shown[place + 1]])
    };
    assert!((0..10_000).all(|sample| {
        (0..12).all(|channel| at(channel, sample) == recorded[sample * 12 + channel])
    }));
    let first = &part["annotations"][2];
    assert_eq!(
        (&first["text"], &first["seconds"]),
        (&json!("P Onset"), &json!(0.298))
    );
}

#[test]
fn documents_are_lines_or_files() {
    let disc = Disc::of(&[
        "doc/encap_pdf.dcm",
        "doc/encap_cda.dcm",
        "sr/pydicom_test-SR.dcm",
    ]);
    let [pdf, cda, report] = &disc.index["documents"].as_array().expect("a list")[..] else {
        panic!("{}", disc.index["documents"]);
    };
    assert_eq!(
        *pdf,
        json!({"title": "Report", "kind": "pdf", "date": "", "link": "page.htm"})
    );
    assert_eq!(cda["kind"], "cda");
    assert_eq!(
        (&report["kind"], &report["title"], &report["date"]),
        (
            &json!("report"),
            &json!("Diagnosis"),
            &json!("20010213 1847")
        )
    );
    let lines = disc.part(&report["part"])["lines"]
        .as_array()
        .expect("lines");
    let wanted = json!({"level": 1, "name": "Diameter", "value": "3 cm"});
    assert!(lines.contains(&wanted), "{lines:?}");
    let series = &disc.index["patients"][0]["studies"][0]["series"];
    assert_eq!(
        (&series[0]["documents"], &series[2]["documents"]),
        (&json!([0]), &json!([2]))
    );
}

#[test]
fn energies_and_metersets_have_the_units_of_their_beam() {
    let mut plan = viewer::object(uids::RT_PLAN_STORAGE, "1.1", "RTPLAN");
    let beams = ["PHOTON", "ELECTRON"].map(|radiation| {
        let (mut beam, mut point) = (DataSet::new(), DataSet::new());
        point.put_text(tags::NOMINAL_BEAM_ENERGY, VR::DS, "6");
        beam.put_text(tags::RADIATION_TYPE, VR::CS, radiation);
        beam.put_items(tags::CONTROL_POINT_SEQUENCE, vec![point]);
        beam
    });
    plan.put_items(tags::BEAM_SEQUENCE, beams.into());
    let class = uids::RT_BEAMS_TREATMENT_RECORD_STORAGE;
    let mut record = viewer::object(class, "1.2", "RTRECORD");
    record.put_text(tags::PRIMARY_DOSIMETER_UNIT, VR::CS, "MINUTE");
    let mut beam = DataSet::new();
    beam.put_text(tags::DELIVERED_PRIMARY_METERSET, VR::DS, "2.5");
    record.put_items(tags::TREATMENT_SESSION_BEAM_SEQUENCE, vec![beam]);
    let disc = Disc::made(&[encoded(&plan), encoded(&record)]);
    let values = |document: usize, name: &str| {
        let lines = &disc.part(&disc.index["documents"][document]["part"])["lines"];
        let lines = lines.as_array().expect("lines").iter();
        let lines = lines.filter(|line| line["name"] == name);
        lines.map(|line| line["value"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(0, "@rtEnergy"), ["6 MV", "6 MeV"]);
    assert_eq!(values(1, "@rtDelivered"), ["2.5 min"]);
}

#[test]
fn what_has_no_page_is_told_by_its_attributes() {
    let mut lenses = viewer::object("1.2.840.10008.5.1.4.1.1.78.1", "1.1", "LEN");
    lenses.put_text(tags::PATIENT_ID, VR::LO, "X1");
    let mut eye = DataSet::new();
    eye.put_bytes(
        tags::SPHERE_POWER,
        VR::FD,
        (-1.25f64).to_le_bytes().to_vec(),
    );
    eye.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.5");
    lenses.put_items(tags::RIGHT_LENS_SEQUENCE, vec![eye]);
    lenses.put_items(tags::LEFT_LENS_SEQUENCE, vec![DataSet::new()]);
    let disc = Disc::made(&[encoded(&lenses)]);
    let document = &disc.index["documents"][0];
    assert_eq!(
        (&document["title"], &document["file"]),
        (
            &json!("@(Lensometry Measurements)"),
            &json!("DICOM/IM000000")
        )
    );
    let expected = json!([
        {"level": 0, "name": "Right Lens", "value": ""},
        {"level": 1, "name": "Sphere Power", "value": "-1.25"},
    ]);
    assert_eq!(disc.part(&document["part"])["lines"], expected);
}

#[test]
fn damaged_objects_are_documents_or_nothing() {
    let names = [
        "wave/pydicom_waveform_ecg.dcm",
        "pr/ClearCanvas_real01.pr.dcm",
        "seg/dcmqi_label.seg",
        "sr/pydicom_test-SR.dcm",
        "doc/encap_cda.dcm",
        "ko/ClearCanvas_real0X.ko.dcm",
    ];
    for name in names {
        let whole = sample(name);
        for eighth in 3..8 {
            let cut = whole[..whole.len() * eighth / 8].to_vec();
            let disc = Disc::made(&[cut, sample("img/ClearCanvas_real01.dcm")]);
            assert!(
                disc.index["stacks"]
                    .as_array()
                    .is_some_and(|stacks| !stacks.is_empty()),
                "{name}"
            );
        }
    }
}
