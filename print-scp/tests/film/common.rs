//! A printer with every film size, films made by hand, and the peers that read them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

use filmdesk_calibration::display::TargetDisplay;
use filmdesk_calibration::pattern::Pattern;
use filmdesk_fonts::{FACE_FILES, FACE_FOLDERS, FaceData, FontBytes, Typesetter};
use filmdesk_print_scp::printer::{CustomLayout, DensityRange, PrinterProfile, SlideCounts};
use filmdesk_print_scp::profile_defaults::default_printer_profile;
use filmdesk_print_scp::render::pdf::{Conformance, CreationDate, PdfSettings, write_film};
use filmdesk_print_scp::render::{MemoryStore, Renderer};
use filmdesk_print_scp::sheet::{
    Annotation, FilmSheet, PixelLayout, PixelMatrix, PixelRef, TextLanguage,
};
use filmdesk_print_scp::terms::{FilmDestination, MediumType};

use crate::plain::gray;

/// A printer that takes everything.
pub(crate) fn printer() -> PrinterProfile {
    let halves = CustomLayout {
        boxes: vec![
            [0.0, 0.0, 0.3, 1.0],
            [0.3, 0.0, 0.7, 0.5],
            [0.3, 0.5, 0.7, 0.5],
        ],
    };
    PrinterProfile {
        media: MediumType::ALL.to_vec(),
        destinations: vec![FilmDestination::Magazine],
        density: DensityRange {
            min_hundredths: 20,
            max_hundredths: 320,
            illumination: 2000,
            ambient: 10,
        },
        custom_layouts: BTreeMap::from([(1, halves)]),
        slides: SlideCounts {
            slide: (3, 4),
            super_slide: (2, 3),
        },
        ..default_printer_profile()
    }
}

/// Colour pixels by plane.
pub(crate) fn rgb(rows: u16, columns: u16, data: PixelRef) -> PixelMatrix {
    PixelMatrix {
        layout: PixelLayout::RgbByPlane,
        ..gray(rows, columns, 8, data)
    }
}

/// Keeps a pattern's pixels.
pub(crate) fn pattern(store: &mut MemoryStore, pattern: &Pattern) -> PixelMatrix {
    let data = store.add(pattern.pixel_data());
    gray(
        pattern.rows,
        pattern.columns,
        u16::from(pattern.bits_stored),
        data,
    )
}

/// A text in an annotation box.
pub(crate) fn annotation(position: u16, text: &str) -> Annotation {
    Annotation {
        position,
        text: text.to_owned(),
        language: TextLanguage::Unspecified,
    }
}

/// The printer, its faces and a store.
pub(crate) fn renderer<'a>(printer: &'a PrinterProfile, pixels: &'a MemoryStore) -> Renderer<'a> {
    Renderer {
        printer,
        typesetter: &TYPESETTER,
        pixels,
        display: TargetDisplay::default(),
    }
}

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| {
    let (typesetter, errors) = Typesetter::new(faces());
    assert_eq!(errors, []);
    typesetter
});

fn faces() -> Vec<FaceData> {
    let mut read: HashMap<&str, FontBytes> = HashMap::new();
    let data = |row: &'static filmdesk_fonts::FaceFile| {
        let bytes = read
            .entry(row.file)
            .or_insert_with(|| Arc::new(font_file(row.file, row.package)));
        FaceData::of_file(row, Arc::clone(bytes))
    };
    FACE_FILES.iter().map(data).collect()
}

fn font_file(name: &str, package: &str) -> Vec<u8> {
    let mut paths = FACE_FOLDERS
        .iter()
        .map(|folder| Path::new(folder).join(name));
    let found = paths.find_map(|path| std::fs::read(path).ok());
    found.unwrap_or_else(|| panic!("{name} is not installed: apt-get install {package}"))
}

/// Settings of a document.
pub(crate) fn settings(conformance: Conformance) -> PdfSettings {
    PdfSettings {
        conformance,
        title: "Film".to_owned(),
        subject: None,
        created: CreationDate {
            year: 2026,
            month: 11,
            day: 24,
            hour: 19,
            minute: 15,
            second: 0,
            offset_minutes: -210,
        },
    }
}

/// The sheet as a PDF of its own.
pub(crate) fn pdf(sheet: &FilmSheet, store: &MemoryStore, conformance: Conformance) -> Vec<u8> {
    let printer = printer();
    let renderer = renderer(&printer, store);
    let film = renderer.prepare(sheet, MediumType::ClearFilm).unwrap();
    write_film(Vec::new(), &settings(conformance), &film).unwrap()
}

/// A file for a peer, removed when dropped.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Runs a peer; it must be installed and succeed. Standard output.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not run ({error}): is it installed?"));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {words}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    words
}
