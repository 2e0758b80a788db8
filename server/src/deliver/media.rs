//! Film sizes as media of an IPP printer (PWG 5101.1 self-describing names).

use filmdesk_print_scp::terms::FilmSizeId;

/// How far a printer's medium may be from the film, in mm: names are rounded to 0.5 mm or
/// 0.01 in, and 10INX14IN is not quite that size.
const TOLERANCE_MM: f64 = 1.0;

/// The printer's name for a medium of the film's size: one of those it lists, else a custom one
/// if it makes custom sizes, else none.
pub(crate) fn media_name(size: FilmSizeId, supported: &[String]) -> Option<String> {
    let (width, height) = size.sheet_mm();
    let fits = |name: &&String| {
        dimensions_mm(name).is_some_and(|(w, h)| near(w, width) && near(h, height))
    };
    let fixed = supported
        .iter()
        .filter(|name| !name.starts_with("custom_m"));
    if let Some(name) = fixed.clone().find(fits) {
        return Some(name.clone());
    }
    custom_range(supported, width, height).then(|| page_size_name(size))
}

/// The custom name of a film size: what a printer is told that has no name of its own for it.
pub(crate) fn page_size_name(size: FilmSizeId) -> String {
    let (width, height) = size.sheet_mm();
    format!("custom_{}_{width}x{height}mm", label(size))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE_MM
}

/// Whether the film lies between the printer's `custom_min_...` and `custom_max_...`.
fn custom_range(supported: &[String], width: f64, height: f64) -> bool {
    let bound = |prefix: &str| {
        let name = supported.iter().find(|name| name.starts_with(prefix));
        name.and_then(|name| dimensions_mm(name))
    };
    match (bound("custom_min"), bound("custom_max")) {
        (Some(min), Some(max)) => {
            min.0 <= width && width <= max.0 && min.1 <= height && height <= max.1
        }
        _ => false,
    }
}

/// The size at the end of a self-describing name: `iso_a4_210x297mm`, `na_letter_8.5x11in`.
fn dimensions_mm(name: &str) -> Option<(f64, f64)> {
    let size = name.rsplit('_').next()?;
    let (size, unit) = match (size.strip_suffix("mm"), size.strip_suffix("in")) {
        (Some(size), _) => (size, 1.0),
        (_, Some(size)) => (size, 25.4),
        _ => return None,
    };
    let (width, height) = size.split_once('x')?;
    Some((
        width.parse::<f64>().ok()? * unit,
        height.parse::<f64>().ok()? * unit,
    ))
}

/// The Film Size ID as part of a name: lower case, letters, digits and points.
fn label(size: FilmSizeId) -> String {
    size.as_str().to_ascii_lowercase().replace('_', ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_listed_size_is_taken_before_a_custom_one() {
        let office = names(&[
            "iso_a4_210x297mm",
            "na_letter_8.5x11in",
            "custom_min_50x50mm",
            "custom_max_400x500mm",
        ]);
        let name = |size| media_name(size, &office);
        assert_eq!(name(FilmSizeId::A4).as_deref(), Some("iso_a4_210x297mm"));
        assert_eq!(
            name(FilmSizeId::In8_5x11).as_deref(),
            Some("na_letter_8.5x11in")
        );
        assert_eq!(
            name(FilmSizeId::In14x17).as_deref(),
            Some("custom_14inx17in_355.6x431.8mm")
        );
    }

    #[test]
    fn a_film_that_the_printer_has_not_is_not_named() {
        assert_eq!(
            media_name(FilmSizeId::In14x17, &names(&["iso_a4_210x297mm"])),
            None
        );
        let small = names(&["custom_min_50x50mm", "custom_max_216x356mm"]);
        assert_eq!(media_name(FilmSizeId::In14x17, &small), None);
        assert_eq!(
            media_name(FilmSizeId::A4, &names(&["choice", "x", "_1xmm"])),
            None
        );
    }
}
