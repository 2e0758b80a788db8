//! What the viewer costs when a disc is made: `cargo bench -p filmdesk-tests --bench viewer_disc`.
//!
//! 300 CT slices of 512 x 512: a body of ellipses with noise as a soft kernel leaves it, 12 bits in
//! 16, uncompressed. The same disc is made without and with the viewer; the difference is the
//! viewer's. Bars: 3 s of processor time, 30 % of the instances' bytes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use filmdesk_dataset::file::{Contained, Implementation, encode_meta, meta};
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags, uids};
use filmdesk_tests::server::binary;

const SLICES: usize = 300;
const SIDE: usize = 512;
/// Runs of each; the best counts.
const RUNS: usize = 3;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    let slices = folder.path().join("slices");
    fs::create_dir(&slices).expect("a folder");
    (0..SLICES).for_each(|number| write_slice(&slices, number));
    let (plain, without) = best(folder.path(), &slices, &["--no-viewer"]);
    let (whole, with) = best(folder.path(), &slices, &[]);
    let instances = bytes(&slices);
    let viewer = with - without;
    println!("{SLICES} slices, {:.1} MB:", instances as f64 / 1e6);
    println!("  processor time without viewer {plain:.2} s, with {whole:.2} s");
    println!("  the viewer's: {:.2} s (bar 3)", whole - plain);
    println!(
        "  its bytes: {:.1} MB, {:.1} % (bar 30)",
        viewer as f64 / 1e6,
        viewer as f64 / instances as f64 * 100.0
    );
}

/// Processor time and bytes of a disc.
fn best(folder: &Path, slices: &Path, arguments: &[&str]) -> (f64, u64) {
    let out = folder.join("disc");
    let runs = (0..RUNS).map(|_| {
        drop(fs::remove_dir_all(&out));
        let before = children_seconds();
        let status = Command::new(binary())
            .args(["disc", "make", "--from"])
            .arg(slices)
            .arg("--out")
            .arg(&out)
            .arg("--data")
            .arg(folder.join("data"))
            .args(arguments)
            .stdout(Stdio::null())
            .status()
            .expect("filmdesk");
        assert!(status.success());
        children_seconds() - before
    });
    let best = runs.fold(f64::INFINITY, f64::min);
    (best, bytes(&out))
}

/// User and system time of ended children.
fn children_seconds() -> f64 {
    /// Ticks a second: what Linux tells programs, on every architecture.
    const TICKS: f64 = 100.0;
    let text = fs::read_to_string("/proc/self/stat").expect("proc(5)");
    // After the name, which may hold anything: the state is field 3, cutime and cstime 16 and 17.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<_> = fields.split_whitespace().collect();
    let ticks = fields[13..15].iter().map(|field| field.parse::<f64>());
    ticks.map(|ticks| ticks.expect("a number")).sum::<f64>() / TICKS
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => bytes(&path),
            path => path.metadata().expect("a file").len(),
        })
        .sum()
}

/// Ellipses: center, half axes (of 1), value.
const BODY: &[(f64, f64, f64, f64, f64)] = &[
    (0.0, 0.0, 0.85, 0.65, 1060.0),
    (-0.4, 0.0, 0.3, 0.42, 200.0),
    (0.4, 0.0, 0.3, 0.42, 200.0),
    (0.02, -0.1, 0.16, 0.2, 1110.0),
    (0.0, 0.45, 0.09, 0.09, 1700.0),
];
const AIR: f64 = 24.0;
/// Standard deviation of the noise.
const SIGMA: f64 = 18.0;

fn write_slice(folder: &Path, number: usize) {
    let (study, series) = ("1.2.826.0.1.3680043.10.1", "1.2.826.0.1.3680043.10.2");
    let instance = format!("1.2.826.0.1.3680043.10.3.{number}");
    let mut data = DataSet::new();
    let texts = [
        (tags::SOP_CLASS_UID, VR::UI, uids::CT_IMAGE_STORAGE),
        (tags::SOP_INSTANCE_UID, VR::UI, &instance),
        (tags::STUDY_DATE, VR::DA, "20260101"),
        (tags::MODALITY, VR::CS, "CT"),
        (tags::PATIENT_NAME, VR::PN, "Bench^Viewer"),
        (tags::PATIENT_ID, VR::LO, "BENCH"),
        (tags::STUDY_INSTANCE_UID, VR::UI, study),
        (tags::SERIES_INSTANCE_UID, VR::UI, series),
        (tags::FRAME_OF_REFERENCE_UID, VR::UI, study),
        (tags::STUDY_ID, VR::SH, "1"),
        (tags::SERIES_NUMBER, VR::IS, "1"),
        (tags::INSTANCE_NUMBER, VR::IS, &(number + 1).to_string()),
        (
            tags::IMAGE_POSITION_PATIENT,
            VR::DS,
            &format!("-180\\-180\\{number}"),
        ),
        (tags::IMAGE_ORIENTATION_PATIENT, VR::DS, "1\\0\\0\\0\\1\\0"),
        (tags::PIXEL_SPACING, VR::DS, "0.7\\0.7"),
        (tags::RESCALE_INTERCEPT, VR::DS, "-1024"),
        (tags::RESCALE_SLOPE, VR::DS, "1"),
        (tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2"),
    ];
    texts
        .iter()
        .for_each(|(tag, vr, text)| data.put_text(*tag, *vr, text));
    let side = SIDE as u16;
    let words = [
        (tags::SAMPLES_PER_PIXEL, 1),
        (tags::ROWS, side),
        (tags::COLUMNS, side),
        (tags::BITS_ALLOCATED, 16),
        (tags::BITS_STORED, 12),
        (tags::HIGH_BIT, 11),
        (tags::PIXEL_REPRESENTATION, 0),
    ];
    words
        .iter()
        .for_each(|(tag, word)| data.put_u16(*tag, *word));
    data.put_bytes(tags::PIXEL_DATA, VR::OW, pixels(number));
    let contained = Contained {
        sop_class: uids::CT_IMAGE_STORAGE,
        sop_instance: &instance,
        transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN,
    };
    let by = Implementation {
        class_uid: "1.2.826.0.1.3680043.10",
        version_name: "BENCH",
        source_ae_title: None,
    };
    let mut file = encode_meta(&meta(contained, by)).expect("meta");
    file.extend(encode::encode(&data, Encoding::ExplicitLittle).expect("a data set"));
    fs::write(folder.join(format!("{number:04}")), file).expect("written");
}

fn pixels(number: usize) -> Vec<u8> {
    let mut random = Random(number as u64 + 1);
    // One row and column more: neighbours are averaged.
    let width = SIDE + 2;
    let white: Vec<f64> = (0..width * width).map(|_| random.normal()).collect();
    let mut bytes = Vec::with_capacity(SIDE * SIDE * 2);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let soft: f64 = (0..9)
                .map(|at| white[(y + at / 3) * width + x + at % 3])
                .sum();
            let value = body(x, y);
            // The mean of nine has a third of their deviation.
            let noise = if value > AIR { soft / 3.0 * SIGMA } else { 0.0 };
            bytes.extend(((value + noise).clamp(0.0, 4095.0) as u16).to_le_bytes());
        }
    }
    bytes
}

fn body(x: usize, y: usize) -> f64 {
    let place = |at: usize| at as f64 / SIDE as f64 * 2.0 - 1.0;
    let (x, y) = (place(x), place(y));
    let inside = BODY.iter().filter(|(x0, y0, a, b, _)| {
        let (dx, dy) = ((x - x0) / a, (y - y0) / b);
        dx * dx + dy * dy < 1.0
    });
    inside.last().map_or(AIR, |(.., value)| *value)
}

/// The same noise on every machine (xorshift64*), nearly normal.
struct Random(u64);

impl Random {
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Four uniform values have a variance of a third.
    fn normal(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.unit() - 0.5).sum();
        sum * 3f64.sqrt()
    }
}
