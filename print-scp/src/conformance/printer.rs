//! The printer described: films, formats, values and their defaults, pixels, extensions.

use super::{Surroundings, line};
use crate::display_format::MAX_IMAGE_BOXES;
use crate::film::layout::{MIN_BOX_SIDE, SLIDE_FRAME_MM, SUPER_SLIDE_FRAME_MM};
use crate::peer::QUIRKS;
use crate::printer::{AnnotationPlace, Edge, FilmGeometry, PrinterProfile};
use crate::service::configuration::listed_formats;
use crate::terms::FilmSizeId;

pub(super) fn all(out: &mut String, printer: &PrinterProfile, _: &Surroundings) {
    film_sizes(out, printer);
    display_formats(out, printer);
    annotation_formats(out, printer);
    values(out, printer);
    pixels(out);
    extensions(out);
}

fn film_sizes(out: &mut String, printer: &PrinterProfile) {
    line!(out, "#### 4.2.6 Film sizes\n");
    line!(
        out,
        "Portrait; landscape turns sheet, margins and matrix. Margins are from the left and top edge of the"
    );
    line!(
        out,
        "sheet to the imageable area. The page of a PDF is the sheet. \"Larger than the image box\" (B604,"
    );
    line!(
        out,
        "B609, B60A, C603) is decided in pixels of this matrix. Pitch is of square pixels.\n"
    );
    line!(
        out,
        "| Film Size ID | Sheet, mm | Margins, mm | Gap, mm | Matrix STANDARD | Pitch, um | Matrix HIGH | Pitch, um |"
    );
    line!(out, "|---|---|---|---|---|---|---|---|");
    for size in FilmSizeId::ALL {
        if let Some(film) = printer.films.get(size) {
            film_size(out, *size, film);
        }
    }
    line!(out);
}

fn film_size(out: &mut String, size: FilmSizeId, film: &FilmGeometry) {
    let ((width, height), (left, top), gap) = (film.sheet_mm, film.margin_mm, film.gap_mm);
    let raster = |raster: crate::printer::Raster| {
        format!("{} x {} | {}", raster.columns, raster.rows, raster.pitch_um)
    };
    let standard = raster(film.standard);
    let high = film.high.map_or_else(|| "none | ".to_owned(), raster);
    line!(
        out,
        "| {size} | {width} x {height} | {left} x {top} | {gap} | {standard} | {high} |"
    );
}

fn display_formats(out: &mut String, printer: &PrinterProfile) {
    let (slide, wide) = (printer.slides.slide, printer.slides.super_slide);
    let ((w, h), (sw, sh)) = (SLIDE_FRAME_MM, SUPER_SLIDE_FRAME_MM);
    line!(out, "#### 4.2.7 Image display formats\n");
    line!(
        out,
        "| Image Display Format | Image boxes | Image Box Position |"
    );
    line!(out, "|---|---|---|");
    line!(
        out,
        "| `STANDARD\\C,R` | C columns, R rows, equal | along rows from the top left |"
    );
    line!(
        out,
        "| `ROW\\R1,R2,...` | R1 in the first row, R2 in the second, ... | along rows from the top left |"
    );
    line!(
        out,
        "| `COL\\C1,C2,...` | C1 in the first column, C2 in the second, ... | down columns from the top left |"
    );
    line!(
        out,
        "| `SLIDE` | {} columns, {} rows of {w} x {h} mm | along rows from the top left |",
        slide.0,
        slide.1
    );
    line!(
        out,
        "| `SUPERSLIDE` | {} columns, {} rows of {sw} x {sh} mm | along rows from the top left |",
        wide.0,
        wide.1
    );
    for (number, layout) in &printer.custom_layouts {
        let boxes = layout.boxes.len();
        line!(
            out,
            "| `CUSTOM\\{number}` | {boxes}, as configured | as configured |"
        );
    }
    line!(
        out,
        "\nAt most {MAX_IMAGE_BOXES} image boxes, none with a side of less than {MIN_BOX_SIDE} printer pixels; anything else is 0106."
    );
    line!(
        out,
        "`CUSTOM\\i` exists as configured. Printer Configuration Retrieval lists, as examples:\n"
    );
    let formats = listed_formats(printer);
    let formats: Vec<_> = formats.iter().map(|format| format!("`{format}`")).collect();
    line!(out, "{}.\n", formats.join(", "));
}

fn annotation_formats(out: &mut String, printer: &PrinterProfile) {
    line!(out, "#### 4.2.8 Annotation display formats\n");
    line!(
        out,
        "| Annotation Display Format ID | Annotation Position and place |"
    );
    line!(out, "|---|---|");
    for (name, format) in &printer.annotation_formats {
        let places: Vec<_> = format.boxes.iter().map(place).collect();
        line!(out, "| {name} | {} |", places.join("; "));
    }
    line!(out, "| NONE, or not sent | no annotation boxes |");
    line!(
        out,
        "\nStrips take their room from the image boxes. n is the number of image boxes.\n"
    );
}

fn place(place: &AnnotationPlace) -> String {
    match place {
        AnnotationPlace::Strip {
            position,
            edge,
            height_mm,
            ..
        } => {
            let edge = match edge {
                Edge::Top => "top",
                Edge::Bottom => "bottom",
            };
            format!("{position}: a strip of {height_mm} mm at the {edge} of the film")
        }
        AnnotationPlace::UnderEachImage { height_mm } => {
            format!("1 to n: a strip of {height_mm} mm under the image box of that position")
        }
    }
}

fn terms<T: ToString>(terms: impl IntoIterator<Item = T>) -> String {
    let terms: Vec<_> = terms.into_iter().map(|term| term.to_string()).collect();
    terms.join(", ")
}

/// Attribute, default, range.
type ValueRow = (&'static str, String, String);

fn values(out: &mut String, printer: &PrinterProfile) {
    line!(out, "#### 4.2.9 Values and defaults\n");
    line!(out, "| Attribute | Default | Supported |");
    line!(out, "|---|---|---|");
    let rows = [
        session_values(printer),
        film_values(printer),
        density_values(printer),
    ];
    for (name, default, supported) in rows.concat() {
        line!(out, "| {name} | {default} | {supported} |");
    }
    line!(out);
    line!(
        out,
        "Configuration Information: CS000 (lowest contrast) to CS999 (highest), and named curves{}.",
        named_curves(printer)
    );
    line!(
        out,
        "Illumination and Reflected Ambient Light that are sent take the place of the printer's.\n"
    );
}

fn named_curves(printer: &PrinterProfile) -> String {
    let names = terms(printer.curves.names());
    if names.is_empty() {
        " (none is configured)".to_owned()
    } else {
        format!(": {names}")
    }
}

fn session_values(printer: &PrinterProfile) -> Vec<ValueRow> {
    let d = &printer.defaults;
    let memory = match printer.max_memory_kb {
        0 => "not supported (B600)".to_owned(),
        kb => format!("up to {kb} KB"),
    };
    vec![
        (
            "Number of Copies",
            d.copies.to_string(),
            format!("1 to {}", printer.max_copies),
        ),
        (
            "Print Priority",
            d.priority.to_string(),
            "HIGH, MED, LOW".to_owned(),
        ),
        ("Medium Type", d.medium.to_string(), terms(&printer.media)),
        (
            "Film Destination",
            d.destination.to_string(),
            destinations(printer),
        ),
        ("Memory Allocation", "none".to_owned(), memory),
        (
            "Maximum Collated Films",
            String::new(),
            printer.max_collated_films.to_string(),
        ),
        (
            "Jobs waiting (C601, C602)",
            String::new(),
            printer.queue_length.to_string(),
        ),
    ]
}

/// All of a few, the first and last of many.
fn destinations(printer: &PrinterProfile) -> String {
    const FEW: usize = 6;
    match printer.destinations.as_slice() {
        [first, second, third, .., last] if printer.destinations.len() > FEW => {
            format!("{first}, {second}, {third} to {last}")
        }
        few => terms(few),
    }
}

fn film_values(printer: &PrinterProfile) -> Vec<ValueRow> {
    let d = &printer.defaults;
    vec![
        (
            "Film Orientation",
            d.orientation.to_string(),
            "PORTRAIT, LANDSCAPE".to_owned(),
        ),
        (
            "Film Size ID",
            d.size.to_string(),
            "section 4.2.6".to_owned(),
        ),
        (
            "Requested Resolution ID",
            d.resolution.to_string(),
            "STANDARD; HIGH where the film has it".to_owned(),
        ),
        (
            "Magnification Type",
            d.magnification.to_string(),
            terms(&printer.magnifications),
        ),
        (
            "Smoothing Type (with CUBIC)",
            d.smoothing.to_string(),
            "SHARP, MEDIUM, SMOOTH: cubic kernels of falling sharpness, in raster outputs"
                .to_owned(),
        ),
        (
            "Border Density",
            d.border.to_string(),
            "BLACK, WHITE, 1/100 OD in range".to_owned(),
        ),
        (
            "Empty Image Density",
            d.empty.to_string(),
            "BLACK, WHITE, 1/100 OD in range".to_owned(),
        ),
        ("Trim", d.trim.to_string(), "YES, NO".to_owned()),
        (
            "Polarity",
            "NORMAL".to_owned(),
            "NORMAL, REVERSE".to_owned(),
        ),
        (
            "Requested Decimate/Crop Behavior",
            d.decimate_crop.to_string(),
            "DECIMATE, CROP, FAIL".to_owned(),
        ),
    ]
}

fn density_values(printer: &PrinterProfile) -> Vec<ValueRow> {
    let (d, range) = (&printer.defaults, &printer.density);
    let densities = format!(
        "{} to {} (1/100 OD)",
        range.min_hundredths, range.max_hundredths
    );
    vec![
        (
            "Min Density",
            d.min_density_hundredths.to_string(),
            densities.clone(),
        ),
        (
            "Max Density",
            d.max_density_hundredths.to_string(),
            densities,
        ),
        (
            "Illumination",
            range.illumination.to_string(),
            "1 to 65535 cd/m2".to_owned(),
        ),
        (
            "Reflected Ambient Light",
            range.ambient.to_string(),
            "0 to 65535 cd/m2".to_owned(),
        ),
    ]
}

fn pixels(out: &mut String) {
    line!(out, "#### 4.2.10 Pixels\n");
    line!(out, "| | Gray | Colour |");
    line!(out, "|---|---|---|");
    for (attribute, gray, color) in PIXELS {
        line!(out, "| {attribute} | {gray} | {color} |");
    }
    line!(
        out,
        "\nPixel Data go to disk as they arrive; there is no limit to an image but Rows and Columns (65535"
    );
    line!(
        out,
        "each) and the disk. Overlays and compressed pixels are not supported.\n"
    );
}

const PIXELS: &[(&str, &str, &str)] = &[
    ("Samples per Pixel", "1", "3"),
    (
        "Photometric Interpretation",
        "MONOCHROME1, MONOCHROME2",
        "RGB",
    ),
    ("Planar Configuration", "", "1 (0 by extension)"),
    (
        "Bits Allocated / Stored / High Bit",
        "8/8/7, 16/12/11 (others by extension)",
        "8/8/7",
    ),
    ("Pixel Representation", "0 (1 by extension)", "0"),
    ("VR of Pixel Data", "OW, OB", "OW, OB"),
];

fn extensions(out: &mut String) {
    line!(
        out,
        "#### 4.2.11 Extensions, by agreement with an AE only\n"
    );
    line!(
        out,
        "What the standard forbids and consoles in the field do. Each is off unless its name stands in the"
    );
    line!(out, "quirks of the AE:\n");
    line!(out, "| Name in the configuration | Allows |");
    line!(out, "|---|---|");
    for quirk in QUIRKS {
        line!(out, "| `{}` | {} |", quirk.name, quirk.allows);
    }
    line!(
        out,
        "\nFor every AE: Proposed Study Sequence (2130,00A0) is taken in the Film Session, annotation text may"
    );
    line!(
        out,
        "exceed 64 characters, and Action Information is ignored unless the policy of the AE is refuse.\n"
    );
}
