//! The insert of a jewel case and the sheet that goes with a disc.

use filmdesk_fonts::{Align, Typesetter};

use super::fit::{Fitter, Wish};
use super::sheet::{Area, Mark, Sheet};
use super::{Code, LabelError, LabelInput, code, logo, words};

/// Measures of a page.
pub(super) struct Measures {
    width: f64,
    height: f64,
    margin: f64,
    /// All sizes are those of the insert, times this.
    scale: f64,
    /// Whether there is room for the words on what the disc is.
    explained: bool,
}

/// The insert of a jewel case.
pub(super) const INSERT: Measures = Measures {
    width: 121.0,
    height: 120.0,
    margin: 7.0,
    scale: 1.0,
    explained: false,
};
/// ISO 216 A4.
pub(super) const A4: Measures = Measures {
    width: 210.0,
    height: 297.0,
    margin: 20.0,
    scale: 1.4,
    explained: true,
};

/// Side of a QR code, of the insert.
const QR: f64 = 24.0;
/// Height of a bar code, of the insert.
const BARS: f64 = 10.0;
/// A study's row: wanted and least height, of the insert.
const STUDY: f64 = 5.6;
const STUDY_LEAST: f64 = 3.4;
/// Columns of a study: parts of the width for date, modalities, description.
const COLUMNS: [f64; 3] = [0.19, 0.17, 0.64];

/// Lays out a page.
pub(super) fn sheet(
    input: &LabelInput,
    setter: &Typesetter,
    measures: &'static Measures,
) -> Result<Sheet, LabelError> {
    let mut page = Page {
        sheet: Sheet::new(measures.width, measures.height),
        fitter: Fitter::new(setter),
        measures,
        input,
        at: measures.margin,
        end: measures.height - measures.margin,
    };
    page.head()?;
    page.patient()?;
    page.foot()?;
    if measures.explained {
        page.explained()?;
    }
    page.studies()?;
    Ok(page.sheet)
}

struct Page<'a> {
    sheet: Sheet,
    fitter: Fitter<'a>,
    measures: &'static Measures,
    input: &'a LabelInput,
    /// Where the next row begins.
    at: f64,
    /// Where the room ends.
    end: f64,
}

impl Page<'_> {
    fn width(&self) -> f64 {
        self.measures.width - 2.0 * self.measures.margin
    }

    /// The next row of the page, of this height on the insert.
    fn row(&mut self, height: f64) -> Area {
        let height = height * self.measures.scale;
        let area = Area {
            left: self.measures.margin,
            top: self.at,
            width: self.width(),
            height,
        };
        self.at += height;
        area
    }

    /// A row at the end of the room.
    fn last_row(&mut self, height: f64) -> Area {
        let height = height * self.measures.scale;
        self.end -= height;
        Area {
            left: self.measures.margin,
            top: self.end,
            width: self.width(),
            height,
        }
    }

    fn text(&mut self, text: &str, size: f64, lines: usize, area: Area) -> Result<(), LabelError> {
        let size = size * self.measures.scale;
        let wish = Wish {
            size,
            lines,
            align: Align::Start,
        };
        self.sheet.text(&self.fitter, text, wish, area)
    }

    fn rule(&mut self, top: f64) {
        let (left, width) = (self.measures.margin, self.width());
        self.sheet.marks.push(Mark::Fill(
            Area {
                left,
                top,
                width,
                height: 0.2,
            },
            120,
        ));
    }

    /// Who made the disc: name and address, sign at the right.
    fn head(&mut self) -> Result<(), LabelError> {
        let logo = self.input.logo.as_deref().map(logo::read).transpose()?;
        let mut area = self.row(12.0);
        if let Some(logo) = logo {
            let sign = Area {
                left: area.right() - area.width * 0.34,
                width: area.width * 0.34,
                ..area
            };
            self.sheet.picture(&logo, sign);
            area.width *= 0.63;
        }
        let (upper, lower) = (area.height * 0.55, area.height * 0.45);
        self.text(
            &self.input.institution,
            4.4,
            1,
            Area {
                height: upper,
                ..area
            },
        )?;
        self.text(
            &self.input.contact,
            2.6,
            2,
            Area {
                top: area.top + upper,
                height: lower,
                ..area
            },
        )?;
        self.row(1.5);
        self.rule(self.at);
        self.row(2.5);
        Ok(())
    }

    fn patient(&mut self) -> Result<(), LabelError> {
        let (name, others) = words::heading(self.input);
        let facts = words::facts(self.input);
        for (text, height, size, lines) in [
            (&name, 10.5, 7.0, 2),
            (&others, 5.4, 3.8, 1),
            (&facts, 5.4, 3.2, 1),
        ] {
            if !text.is_empty() {
                let area = self.row(height);
                self.text(text, size, lines, area)?;
            }
        }
        self.row(2.5);
        Ok(())
    }

    /// Codes, which disc, when made, what it can do: from the page's end.
    fn foot(&mut self) -> Result<(), LabelError> {
        let scale = self.measures.scale;
        let mut area = match &self.input.code {
            Some(Code::Qr(text)) => {
                let area = self.last_row(QR);
                let left = area.right() - area.height;
                self.sheet.marks.extend(code::qr(
                    text,
                    Area {
                        left,
                        width: area.height,
                        ..area
                    },
                )?);
                Area {
                    width: area.width - area.height - 3.0,
                    ..area
                }
            }
            Some(Code::Code128(text)) => {
                let below = self.last_row(4.0);
                let wish = Wish {
                    size: 2.8 * scale,
                    lines: 1,
                    align: Align::Center,
                };
                self.sheet.text(&self.fitter, text, wish, below)?;
                let bars = self.last_row(BARS);
                self.sheet.marks.extend(code::bars(text, bars)?);
                self.last_row(18.0)
            }
            None => self.last_row(18.0),
        };
        let marking = self.input.marking.map_or("", |marking| marking.words());
        let made = words::made(self.input);
        let rows = [
            words::volume(self.input),
            made,
            self.input.file_set_id.clone(),
            marking.to_owned(),
        ];
        let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        area.top += area.height - rows.len() as f64 * 4.5 * scale;
        area.height = 4.5 * scale;
        for row in rows {
            self.text(&row, 3.0, 1, area)?;
            area.top = area.bottom();
        }
        Ok(())
    }

    /// What the disc is, and how it is used.
    fn explained(&mut self) -> Result<(), LabelError> {
        let words = self.input.language.words();
        self.last_row(3.0);
        for text in [words.importable_words, words.privacy] {
            let area = self.last_row(9.5);
            self.text(text, 2.7, 3, area)?;
        }
        Ok(())
    }

    fn studies(&mut self) -> Result<(), LabelError> {
        let rows = words::studies(self.input);
        let heading = self.row(5.0);
        self.text(self.input.language.words().studies, 3.0, 1, heading)?;
        self.rule(self.at);
        self.row(0.8);
        let scale = self.measures.scale;
        let room = (self.end - self.at) / scale;
        let most = (room / STUDY_LEAST).max(0.0) as usize;
        let shown = if rows.len() > most {
            most.saturating_sub(1)
        } else {
            rows.len()
        };
        let height = (room / (shown + usize::from(shown < rows.len())).max(1) as f64).min(STUDY);
        for row in &rows[..shown] {
            let area = self.row(height);
            self.columns(row, (height * 0.6).min(3.0), area)?;
        }
        if shown < rows.len() {
            let area = self.row(height);
            self.text(&format!("+ {}", rows.len() - shown), 3.0, 1, area)?;
        }
        Ok(())
    }

    fn columns(&mut self, row: &[String; 3], size: f64, area: Area) -> Result<(), LabelError> {
        let mut left = area.left;
        for (text, part) in row.iter().zip(COLUMNS) {
            let width = area.width * part;
            // Left also for right-to-left descriptions: the columns stay columns.
            let wish = Wish {
                size: size * self.measures.scale,
                lines: 2,
                align: Align::Left,
            };
            self.sheet.text(
                &self.fitter,
                text,
                wish,
                Area {
                    left,
                    width: width - 2.0,
                    ..area
                },
            )?;
            left += width;
        }
        Ok(())
    }
}
