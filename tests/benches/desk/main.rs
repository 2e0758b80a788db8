//! How fast the desk answers among 100,000 studies: `cargo bench -p filmdesk-tests --bench desk`.
//!
//! In Chromium, over HTTP, the trail's entry of each look included: the first page, and what stands
//! below the box after each character that is typed. Bars: 300 ms, and 50 ms at the median.

use std::io::Write as _;
use std::path::Path;
use std::thread;

use filmdesk_archive::{Archive, ArchiveOptions, Arrival, InstanceFacts, SyncPolicy};
use filmdesk_dataset::encode::encode;
use filmdesk_dataset::file::{Contained, Implementation, encode_meta, meta};
use filmdesk_dataset::{DataSet, Encoding, VR, tags, uids};
use filmdesk_tests::archive::{CT, ct_elements};
use filmdesk_tests::server::Server;
use filmdesk_tests::viewer::browser;
use time::macros::datetime;

const STUDIES: u32 = 100_000;
/// Studies of one patient.
const EACH: u32 = 2;
/// Instances are kept by so many at once.
const THREADS: u32 = 4;

const FAMILIES: [&str; 12] = [
    "Wang=王",
    "Li=李",
    "Zhang=张",
    "Liu=刘",
    "Chen=陈",
    "Yang=杨",
    "Müller=",
    "Schmidt=",
    "Smith=",
    "Yamada=山田",
    "Kim=김",
    "Petrov=",
];
const GIVEN: [&str; 10] = [
    "Wei=伟",
    "Fang=芳",
    "Na=娜",
    "XiuYing=秀英",
    "Min=敏",
    "Anna=",
    "Jörg=",
    "Mary=",
    "Tarou=太郎",
    "Ivan=",
];
/// What is typed, each character a question.
const TYPED: [&str; 12] = [
    "wang xiuying12",
    "müller jörg",
    "王秀英",
    "李娜",
    "wxy",
    "wangxiuying",
    "pid012345",
    "acc0012345",
    "1957-01-01",
    "19570101",
    "wang thorax",
    "smith mary",
];

fn main() {
    let server = Server::start();
    fill(&server.folder().join("data/archive"));
    let mut arguments = vec![server.set_up_link()];
    arguments.extend(TYPED.map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let told = browser("../benches/desk/bench.mjs", &arguments);
    println!("{STUDIES} studies of {} patients:", STUDIES / EACH);
    for line in told["lines"].as_array().expect("lines") {
        println!("  {}", line.as_str().expect("a line"));
    }
}

fn fill(folder: &Path) {
    let options = ArchiveOptions {
        sync: SyncPolicy::Off,
        ..ArchiveOptions::new(folder)
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let archive = runtime.block_on(Archive::open(&options));
    let archive = archive.expect("the server's archive");
    thread::scope(|scope| {
        for first in 0..THREADS {
            let archive = &archive;
            let mine = (first..STUDIES).step_by(THREADS as usize);
            scope.spawn(move || mine.for_each(|number| keep(archive, number)));
        }
    });
}

fn keep(archive: &Archive, number: u32) {
    let data = study(number);
    let instance = instance_uid(number);
    let arrival = Arrival {
        sop_class: CT,
        sop_instance: &instance,
        transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN,
        source: "CT1",
        received: datetime!(2026-03-04 05:06:07 UTC),
    };
    let contained = Contained {
        sop_class: CT,
        sop_instance: &instance,
        transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN,
    };
    let by = Implementation {
        class_uid: "1.2.826.0.1.3680043.10",
        version_name: "BENCH",
        source_ae_title: None,
    };
    let meta = encode_meta(&meta(contained, by)).expect("meta");
    let bytes = encode(&data, Encoding::ExplicitLittle).expect("a data set");
    let mut incoming = archive.begin().expect("room");
    incoming.write_meta(&meta).expect("written");
    incoming.write_all(&bytes).expect("written");
    let facts = InstanceFacts::from_header(&arrival, &data);
    archive.keep(incoming, &facts).expect("kept");
}

fn instance_uid(number: u32) -> String {
    format!("1.2.826.0.1.3680043.10.{number}.1.1")
}

/// The only instance of a study.
fn study(number: u32) -> DataSet {
    let patient = number / EACH;
    let (family, family_han) = nth(&FAMILIES, patient);
    let (given, given_han) = nth(&GIVEN, patient / 12);
    let name = format!(
        "{family}^{given}{}={family_han}^{given_han}",
        patient % 1000
    );
    let study = format!("1.2.826.0.1.3680043.10.{number}");
    let mut data = ct_elements(&instance_uid(number), 0);
    for (tag, vr, text) in [
        (tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 192"),
        (tags::STUDY_INSTANCE_UID, VR::UI, &*study),
        (tags::SERIES_INSTANCE_UID, VR::UI, &format!("{study}.1")),
        (tags::PATIENT_NAME, VR::PN, &name),
        (tags::PATIENT_ID, VR::LO, &format!("PID{patient:06}")),
        (
            tags::PATIENT_BIRTH_DATE,
            VR::DA,
            &format!("{}0101", 1930 + patient % 80),
        ),
        (
            tags::STUDY_DATE,
            VR::DA,
            &format!(
                "20{:02}{:02}{:02}",
                10 + number % 16,
                1 + number % 12,
                1 + number % 28
            ),
        ),
        (tags::ACCESSION_NUMBER, VR::SH, &format!("ACC{number:07}")),
        (
            tags::STUDY_DESCRIPTION,
            VR::LO,
            ["CT Thorax", "MR Schädel", "胸部正位"][number as usize % 3],
        ),
    ] {
        data.put_text(tag, vr, text);
    }
    data
}

fn nth<'a>(texts: &[&'a str], number: u32) -> (&'a str, &'a str) {
    let text = texts[number as usize % texts.len()];
    text.split_once('=').expect("two scripts")
}
