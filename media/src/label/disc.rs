//! The face of a disc: a ring between hub and rim (ECMA-130 8: 120 mm across).

use filmdesk_fonts::{Align, Typesetter};

use super::fit::{Fitter, Wish};
use super::sheet::{Area, Sheet};
use super::{Code, HUB_MM, LabelError, LabelInput, code, logo, words};

/// The disc's diameter.
const DISC: f64 = 120.0;
/// The middle of the sheet.
const CENTRE: f64 = DISC / 2.0;
/// Up to here printers print: 118 mm across, and a little for a disc that lies askew.
const RIM: f64 = 58.0;
/// Room between hub and print, for a disc that lies askew.
const CLEAR: f64 = 1.5;
/// Half the height of what stands at the hub's sides.
const SIDE: f64 = 15.0;
/// Longest side of a QR code.
const QR: f64 = 26.0;
/// Height of a bar code, and of the text below it.
const BARS: f64 = 8.0;
const BAR_TEXT: f64 = 3.2;
/// A study's line: wanted and least height.
const STUDY: f64 = 5.4;
const STUDY_LEAST: f64 = 3.1;

/// Lays out the disc's face.
pub(super) fn sheet(input: &LabelInput, setter: &Typesetter) -> Result<Sheet, LabelError> {
    let (least, most) = (*HUB_MM.start(), *HUB_MM.end());
    let hub = if input.hub_mm.is_finite() {
        input.hub_mm.clamp(least, most)
    } else {
        most
    };
    let mut face = Face {
        sheet: Sheet::new(DISC, DISC),
        fitter: Fitter::new(setter),
        hub: hub / 2.0 + CLEAR,
        input,
    };
    face.top()?;
    face.left()?;
    face.right()?;
    let below = face.bars()?;
    face.studies(below)?;
    Ok(face.sheet)
}

struct Face<'a> {
    sheet: Sheet,
    fitter: Fitter<'a>,
    /// Radius of the part that stays free.
    hub: f64,
    input: &'a LabelInput,
}

/// The room between two heights above (negative) and below the centre, within the rim.
fn chord(top: f64, bottom: f64) -> Area {
    let far = top.abs().max(bottom.abs()).min(RIM);
    let half = (RIM * RIM - far * far).sqrt();
    Area {
        left: CENTRE - half,
        top: CENTRE + top,
        width: 2.0 * half,
        height: bottom - top,
    }
}

impl Face<'_> {
    /// The room beside the hub between two heights; on the left, or on the right.
    fn beside(&self, top: f64, bottom: f64, right: bool) -> Area {
        let whole = chord(top, bottom);
        let near = if top < 0.0 && bottom > 0.0 {
            0.0
        } else {
            top.abs().min(bottom.abs())
        };
        let inner = (self.hub * self.hub - near * near).max(0.0).sqrt();
        let left = if right { CENTRE + inner } else { whole.left };
        Area {
            left,
            width: whole.width / 2.0 - inner,
            ..whole
        }
    }

    /// Sign, institution, name and facts: above the hub, from the rim inwards.
    fn top(&mut self) -> Result<(), LabelError> {
        let (name, others) = words::heading(self.input);
        let facts = words::facts(self.input);
        let logo = self.input.logo.as_deref().map(logo::read).transpose()?;
        // Text, height, size, lines.
        let rows = [
            (self.input.institution.as_str(), 5.0, 3.4, 1),
            (name.as_str(), 10.5, 7.0, 2),
            (others.as_str(), 5.0, 3.6, 1),
            (facts.as_str(), 5.0, 3.2, 1),
        ];
        let there = rows.into_iter().filter(|row| !row.0.is_empty());
        let rows: Vec<_> = there.collect();
        let texts: f64 = rows.iter().map(|row| row.1).sum();
        let room = RIM - 1.0 - self.hub;
        let sign = if logo.is_some() {
            (room - texts).clamp(0.0, 10.0)
        } else {
            0.0
        };
        let mut at = -self.hub - texts - sign;
        if let Some(logo) = logo.filter(|_| sign > 0.0) {
            self.sheet.picture(&logo, chord(at, at + sign - 0.8));
        }
        at += sign;
        for (text, height, size, lines) in rows {
            self.centred(text, size, lines, chord(at, at + height))?;
            at += height;
        }
        Ok(())
    }

    fn centred(
        &mut self,
        text: &str,
        size: f64,
        lines: usize,
        area: Area,
    ) -> Result<(), LabelError> {
        let wish = Wish {
            size,
            lines,
            align: Align::Center,
        };
        self.sheet.text(&self.fitter, text, wish, area)
    }

    /// Which disc of how many, when made, what it can do.
    fn left(&mut self) -> Result<(), LabelError> {
        let volume = words::volume(self.input);
        let made = words::made(self.input);
        let marking = self.input.marking.map_or("", |marking| marking.words());
        self.beside_hub(&[(&volume, 4.4), (&made, 3.4), (marking, 3.2)], false)
    }

    /// The code, else the file-set's ID.
    fn right(&mut self) -> Result<(), LabelError> {
        let Some(Code::Qr(text)) = &self.input.code else {
            return self.beside_hub(&[(&self.input.file_set_id, 3.2)], true);
        };
        let half = self.largest_square();
        let area = self.beside(-half, half, true);
        self.sheet.marks.extend(code::qr(text, area)?);
        Ok(())
    }

    /// Half the side of the largest square between hub and rim.
    fn largest_square(&self) -> f64 {
        let fits = |half: &f64| self.beside(-half, *half, true).width >= 2.0 * half;
        let halves = (1..=(QR * 5.0) as u32)
            .rev()
            .map(|tenth| f64::from(tenth) / 10.0);
        halves.into_iter().find(fits).unwrap_or(0.0)
    }

    fn beside_hub(&mut self, rows: &[(&str, f64)], right: bool) -> Result<(), LabelError> {
        let there: Vec<_> = rows.iter().filter(|row| !row.0.is_empty()).collect();
        let height = (2.0 * SIDE / there.len().max(1) as f64).min(8.0);
        let mut at = -height * there.len() as f64 / 2.0;
        for (text, size) in there {
            let area = self.beside(at, at + height, right);
            self.centred(text, *size, 2, area)?;
            at += height;
        }
        Ok(())
    }

    /// The bar code below the hub; gives where the next thing may begin.
    fn bars(&mut self) -> Result<f64, LabelError> {
        let top = self.hub + 0.5;
        let Some(Code::Code128(text)) = &self.input.code else {
            return Ok(top);
        };
        let bottom = top + BARS;
        self.sheet
            .marks
            .extend(code::bars(text, chord(top, bottom))?);
        self.centred(text, 2.6, 1, chord(bottom, bottom + BAR_TEXT))?;
        Ok(bottom + BAR_TEXT)
    }

    /// The studies, a line each; those that have no room are counted.
    fn studies(&mut self, top: f64) -> Result<(), LabelError> {
        let rows = words::studies(self.input);
        let bottom = RIM - 3.0;
        let most = ((bottom - top) / STUDY_LEAST) as usize;
        let (shown, more) = match rows.len() > most {
            true => (most.saturating_sub(1), rows.len() + 1 - most.max(1)),
            false => (rows.len(), 0),
        };
        let mut lines: Vec<String> = rows.iter().take(shown).map(words::line).collect();
        if more > 0 {
            lines.push(format!("+ {more}"));
        }
        let height = ((bottom - top) / lines.len().max(1) as f64).min(STUDY);
        for (index, line) in lines.iter().enumerate() {
            let at = top + index as f64 * height;
            self.centred(line, (height * 0.68).min(3.4), 1, chord(at, at + height))?;
        }
        Ok(())
    }
}
