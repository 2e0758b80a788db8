//! QR codes and Code 128 as modules: rectangles to be filled.

use qrcode::{Color, EcLevel, QrCode};

use super::LabelError;
use super::sheet::{Area, Mark};

/// Modules of white around a QR code (ISO/IEC 18004 6.3.8).
const QR_QUIET: f64 = 4.0;
/// Modules of white before and behind a Code 128 (ISO/IEC 15417 4.1).
const BAR_QUIET: f64 = 10.0;
/// The smallest module, in mm: what phones and hand scanners read at 300 dots per inch.
const SMALLEST_MODULE: f64 = 0.169;
/// The largest bar module: a wider code is harder to sweep, not easier to read.
const LARGEST_BAR: f64 = 0.4;
/// Longest text of a bar code: more never fits a disc at [`SMALLEST_MODULE`].
const MAX_BAR_TEXT: usize = 80;

/// A QR code in the middle of a square area, with its quiet zone inside of it.
pub(super) fn qr(text: &str, area: Area) -> Result<Vec<Mark>, LabelError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| LabelError::Code("the text is too long for a QR code"))?;
    let count = code.width();
    let side = area.width.min(area.height);
    let module = side / (count as f64 + 2.0 * QR_QUIET);
    if module < SMALLEST_MODULE {
        return Err(LabelError::Code(
            "the text is too long for a QR code of the room there is",
        ));
    }
    let left = area.left + (area.width - side) / 2.0 + QR_QUIET * module;
    let top = area.top + (area.height - side) / 2.0 + QR_QUIET * module;
    let colours = code.to_colors();
    let rows = colours.chunks(count).enumerate();
    Ok(rows
        .flat_map(|(row, cells)| {
            runs(cells).into_iter().map(move |(start, length)| {
                let left = left + start as f64 * module;
                let top = top + row as f64 * module;
                let (width, height) = (length as f64 * module, module);
                Mark::Fill(
                    Area {
                        left,
                        top,
                        width,
                        height,
                    },
                    0,
                )
            })
        })
        .collect())
}

/// Runs of dark cells: start and length.
fn runs(cells: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell == Color::Dark)
    {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

/// A Code 128 that fills an area's height, in the middle of its width.
pub(super) fn bars(text: &str, area: Area) -> Result<Vec<Mark>, LabelError> {
    let widths = code128(text)?;
    let modules: f64 = widths.iter().map(|width| f64::from(*width)).sum();
    let module = (area.width / (modules + 2.0 * BAR_QUIET)).min(LARGEST_BAR);
    if module < SMALLEST_MODULE {
        return Err(LabelError::Code(
            "the text is too long for a bar code of the room there is",
        ));
    }
    let mut at = area.left + (area.width - modules * module) / 2.0;
    let mut marks = Vec::new();
    for (index, width) in widths.iter().enumerate() {
        let width = f64::from(*width) * module;
        if index % 2 == 0 {
            marks.push(Mark::Fill(
                Area {
                    left: at,
                    width,
                    ..area
                },
                0,
            ));
        }
        at += width;
    }
    Ok(marks)
}

const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// Widths of bars and spaces in turn, a bar first.
fn code128(text: &str) -> Result<Vec<u8>, LabelError> {
    if text.is_empty() || text.len() > MAX_BAR_TEXT {
        return Err(LabelError::Code("a bar code has 1 to 80 characters"));
    }
    if !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(LabelError::Code("a bar code holds printable ASCII only"));
    }
    let values = values(text.as_bytes());
    let check = values
        .iter()
        .enumerate()
        .fold(0, |sum, (at, value)| sum + at.max(1) * usize::from(*value))
        % 103;
    let all = values.into_iter().chain([check as u8, STOP]);
    Ok(all
        .flat_map(|value| {
            SYMBOLS[usize::from(value)]
                .bytes()
                .map(|digit| digit - b'0')
        })
        .collect())
}

/// Code set C (two digits a symbol) for texts of an even number of digits, else B.
fn values(text: &[u8]) -> Vec<u8> {
    let digits = text.len().is_multiple_of(2) && text.iter().all(u8::is_ascii_digit);
    match digits {
        true => {
            let pairs = text
                .chunks_exact(2)
                .map(|pair| (pair[0] - b'0') * 10 + (pair[1] - b'0'));
            std::iter::once(START_C).chain(pairs).collect()
        }
        false => std::iter::once(START_B)
            .chain(text.iter().map(|byte| byte - b' '))
            .collect(),
    }
}

/// The symbols 0 to 106: widths of bar, space, bar ... (ISO/IEC 15417 table 1).
#[rustfmt::skip]
static SYMBOLS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_of_code_128_has_eleven_modules_and_stands_once() {
        let modules = |symbol: &str| {
            symbol
                .bytes()
                .map(|digit| u32::from(digit - b'0'))
                .sum::<u32>()
        };
        assert!(SYMBOLS[..106].iter().all(|symbol| modules(symbol) == 11));
        assert_eq!(modules(SYMBOLS[106]), 13);
        let distinct: std::collections::HashSet<_> = SYMBOLS.iter().collect();
        assert_eq!(distinct.len(), SYMBOLS.len());
    }

    #[test]
    fn digits_take_half_the_width() {
        let width = |text: &str| {
            code128(text)
                .unwrap()
                .iter()
                .map(|w| u32::from(*w))
                .sum::<u32>()
        };
        assert_eq!(width("12345678"), 11 * 6 + 13);
        assert_eq!(width("ABCDEFGH"), 11 * 10 + 13);
        assert!(code128("Łukasz").is_err());
    }
}
