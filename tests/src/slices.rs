//! CT slices as files: a body of ellipses with noise as a soft kernel leaves it, 12 bits in 16,
//! uncompressed; the same on every machine.

use std::fs;
use std::path::Path;

use filmdesk_dataset::file::{Contained, Implementation, encode_meta, meta};
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags, uids};

/// Writes `count` slices of `side` x `side` pixels, 1 mm apart, into a new folder.
///
/// # Panics
/// When files cannot be written.
pub fn write(folder: &Path, count: usize, side: usize) {
    fs::create_dir(folder).expect("a new folder");
    (0..count).for_each(|number| write_slice(folder, number, side));
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

fn write_slice(folder: &Path, number: usize, side: usize) {
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
    let length = u16::try_from(side).expect("a side of DICOM");
    let words = [
        (tags::SAMPLES_PER_PIXEL, 1),
        (tags::ROWS, length),
        (tags::COLUMNS, length),
        (tags::BITS_ALLOCATED, 16),
        (tags::BITS_STORED, 12),
        (tags::HIGH_BIT, 11),
        (tags::PIXEL_REPRESENTATION, 0),
    ];
    words
        .iter()
        .for_each(|(tag, word)| data.put_u16(*tag, *word));
    data.put_bytes(tags::PIXEL_DATA, VR::OW, pixels(number, side));
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

fn pixels(number: usize, side: usize) -> Vec<u8> {
    let mut random = Random(number as u64 + 1);
    // One row and column more: neighbours are averaged.
    let width = side + 2;
    let white: Vec<f64> = (0..width * width).map(|_| random.normal()).collect();
    let mut bytes = Vec::with_capacity(side * side * 2);
    for y in 0..side {
        for x in 0..side {
            let soft: f64 = (0..9)
                .map(|at| white[(y + at / 3) * width + x + at % 3])
                .sum();
            let value = body(x, y, side);
            // The mean of nine has a third of their deviation.
            let noise = if value > AIR { soft / 3.0 * SIGMA } else { 0.0 };
            bytes.extend(((value + noise).clamp(0.0, 4095.0) as u16).to_le_bytes());
        }
    }
    bytes
}

fn body(x: usize, y: usize, side: usize) -> f64 {
    let place = |at: usize| at as f64 / side as f64 * 2.0 - 1.0;
    let (x, y) = (place(x), place(y));
    let mut inside = BODY.iter().filter(|(x0, y0, a, b, _)| {
        let (dx, dy) = ((x - x0) / a, (y - y0) / b);
        dx * dx + dy * dy < 1.0
    });
    inside.next_back().map_or(AIR, |(.., value)| *value)
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
