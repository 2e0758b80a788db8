//! DICOMDIR beside DCMTK's dcmmkdir, in one run: same instances, same folder.
//!
//! `cargo bench -p filmdesk-tests --bench beside_dcmmkdir`. Bars: 5,000 instances in 50 series at
//! least twice as fast as dcmmkdir; 20,000 in one series under 2 s (dcmmkdir takes minutes: it is
//! given 60 s); 100,000 records in linear time. Files are in the page cache for both.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use filmdesk_archive::scan_folder;
use filmdesk_dataset::file::encode_meta;
use filmdesk_dataset::{DataSet, Encoding, VR, encode, tags, uids};
use filmdesk_media::file_set::FileSetBuilder;
use filmdesk_media::instance::{Instance, Key};
use filmdesk_media::record::wanted;
use filmdesk_tests::file_sets::options;
use filmdesk_tests::tools::debian;

/// Pixels of an instance: headers are read, not pixels, but a file has some.
const PIXELS: usize = 8 << 10;
/// Times each is measured; the best counts.
const RUNS: usize = 3;

fn main() {
    compare(5_000, 50, 3);
    compare(20_000, 1, 1);
    linear();
}

fn compare(instances: usize, series: usize, runs: usize) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on this disk");
    write_instances(folder.path(), instances, series);
    let ours = best(RUNS, || Some(make(folder.path())));
    let theirs = best(runs, || dcmmkdir(folder.path()));
    println!("{instances} instances in {series} series:");
    println!(
        "  filmdesk: {:.3} s",
        ours.unwrap_or_default().as_secs_f64()
    );
    match theirs.zip(ours) {
        Some((theirs, ours)) => println!(
            "  dcmmkdir: {:.3} s; ratio {:.1}\n",
            theirs.as_secs_f64(),
            theirs.as_secs_f64() / ours.as_secs_f64()
        ),
        None => println!("  dcmmkdir: not within {PATIENCE:?}\n"),
    }
}

fn best(runs: usize, mut one: impl FnMut() -> Option<Duration>) -> Option<Duration> {
    (0..runs).map_while(|_| one()).min()
}

/// Reads every header, plans, writes DICOMDIR.
fn make(folder: &Path) -> Duration {
    let start = Instant::now();
    let files = scan_folder::files(&folder.join("DICOM")).expect("files");
    let wanted = wanted();
    let mut builder = FileSetBuilder::new(options("STD-GEN-CD"));
    let mut key = 0;
    let ended = scan_folder::headers(&files, Some(&wanted), |file| {
        let header = file.header.expect("a header");
        let instance = Instance {
            key: Key(key),
            sop_class: header.meta.sop_class,
            sop_instance: header.meta.sop_instance,
            transfer_syntax: header.meta.transfer_syntax,
            length: file.length,
            header: header.data_set,
        };
        key += 1;
        builder.add(&instance, None).expect("taken");
        ControlFlow::Continue(())
    });
    assert!(ended.is_continue());
    let volume = builder.plan().expect("a plan").remove(0);
    fs::write(folder.join("OURS"), &volume.dicomdir).expect("written");
    let took = start.elapsed();
    assert_eq!(volume.contents.instances().count(), files.len());
    took
}

/// The longest that dcmmkdir is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

fn dcmmkdir(folder: &Path) -> Option<Duration> {
    drop(fs::remove_file(folder.join("DICOMDIR")));
    let start = Instant::now();
    let mut child: Command = debian("dcmmkdir");
    child.args(["+r", "+id", "."]).current_dir(folder);
    let mut child = child
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("dcmmkdir");
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("its state") {
            assert!(status.success(), "dcmmkdir ended with {status}");
            return Some(start.elapsed());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(child.kill());
    drop(child.wait());
    None
}

/// Time per record must not grow with their number.
fn linear() {
    println!("records from headers in memory:");
    for count in [25_000, 50_000, 100_000] {
        let header = header(0, 0);
        let mut builder = FileSetBuilder::new(options("STD-GEN-CD"));
        let start = Instant::now();
        for index in 0..count {
            let instance = Instance {
                key: Key(index),
                sop_class: uids::CT_IMAGE_STORAGE.to_owned(),
                sop_instance: format!("1.2.3.{index}"),
                transfer_syntax: uids::EXPLICIT_VR_LITTLE_ENDIAN.to_owned(),
                length: 1000,
                header: header.clone(),
            };
            builder.add(&instance, None).expect("taken");
        }
        let volume = builder.plan().expect("a plan").remove(0);
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "  {count}: {seconds:.3} s, {:.2} us each, DICOMDIR of {} MB",
            seconds * 1e6 / count as f64,
            volume.dicomdir.len() / 1_000_000
        );
    }
    println!("  peak memory {} MB", peak_memory());
}

fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}

fn header(series: usize, index: usize) -> DataSet {
    let mut header = DataSet::new();
    for (tag, vr, text) in [
        (tags::IMAGE_TYPE, VR::CS, "ORIGINAL\\PRIMARY\\AXIAL"),
        (tags::SOP_CLASS_UID, VR::UI, uids::CT_IMAGE_STORAGE),
        (
            tags::SOP_INSTANCE_UID,
            VR::UI,
            &*format!("1.2.3.{series}.{index}"),
        ),
        (tags::STUDY_DATE, VR::DA, "20260102"),
        (tags::STUDY_TIME, VR::TM, "030405"),
        (tags::ACCESSION_NUMBER, VR::SH, "A1"),
        (tags::MODALITY, VR::CS, "CT"),
        (tags::MANUFACTURER, VR::LO, "FORMULA"),
        (tags::STUDY_DESCRIPTION, VR::LO, "Thorax"),
        (tags::PATIENT_NAME, VR::PN, "Formula^One"),
        (tags::PATIENT_ID, VR::LO, "F1"),
        (tags::PATIENT_BIRTH_DATE, VR::DA, "19500101"),
        (tags::PATIENT_SEX, VR::CS, "O"),
        (tags::SLICE_THICKNESS, VR::DS, "1"),
        (tags::KVP, VR::DS, "120"),
        (tags::STUDY_INSTANCE_UID, VR::UI, "1.2.3"),
        (
            tags::SERIES_INSTANCE_UID,
            VR::UI,
            &format!("1.2.3.{series}"),
        ),
        (tags::STUDY_ID, VR::SH, "1"),
        (tags::SERIES_NUMBER, VR::IS, &(series + 1).to_string()),
        (tags::INSTANCE_NUMBER, VR::IS, &(index + 1).to_string()),
        (
            tags::IMAGE_POSITION_PATIENT,
            VR::DS,
            &format!("0\\0\\{index}"),
        ),
        (tags::IMAGE_ORIENTATION_PATIENT, VR::DS, "1\\0\\0\\0\\1\\0"),
        (tags::FRAME_OF_REFERENCE_UID, VR::UI, "1.2.3.4"),
        (tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2"),
        (tags::PIXEL_SPACING, VR::DS, "1\\1"),
    ] {
        header.put_text(tag, vr, text);
    }
    for (tag, value) in [
        (tags::SAMPLES_PER_PIXEL, 1),
        (tags::ROWS, 64),
        (tags::COLUMNS, 64),
        (tags::BITS_ALLOCATED, 16),
        (tags::BITS_STORED, 12),
        (tags::HIGH_BIT, 11),
        (tags::PIXEL_REPRESENTATION, 0),
    ] {
        header.put_u16(tag, value);
    }
    header
}

/// CT images with 8.3 names below DICOM, as dcmmkdir wants them.
fn write_instances(folder: &Path, instances: usize, series: usize) {
    for number in 0..instances {
        let (series, index) = (number % series, number / series);
        let mut data = header(series, index);
        data.put_bytes(tags::PIXEL_DATA, VR::OW, vec![0; PIXELS]);
        let mut meta = DataSet::new();
        for (tag, text) in [
            (tags::MEDIA_STORAGE_SOP_CLASS_UID, uids::CT_IMAGE_STORAGE),
            (
                tags::MEDIA_STORAGE_SOP_INSTANCE_UID,
                &*format!("1.2.3.{series}.{index}"),
            ),
            (tags::TRANSFER_SYNTAX_UID, uids::EXPLICIT_VR_LITTLE_ENDIAN),
            (tags::IMPLEMENTATION_CLASS_UID, "1.2.3.9"),
        ] {
            meta.put_text(tag, VR::UI, text);
        }
        meta.put_bytes(tags::FILE_META_INFORMATION_VERSION, VR::OB, vec![0, 1]);
        let mut bytes = encode_meta(&meta).expect("meta");
        bytes.extend(encode::encode(&data, Encoding::ExplicitLittle).expect("a data set"));
        let to = folder.join(format!("DICOM/S{series:04}"));
        fs::create_dir_all(&to).expect("a folder");
        fs::write(to.join(format!("I{index:06}")), bytes).expect("a file");
    }
}
