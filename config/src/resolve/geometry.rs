//! The geometry of a film size: keys laid over it, and whether it fits its sheet.

use filmdesk_print_scp::printer::{FilmGeometry, Raster};

use crate::raw::RawFilm;

/// The keys of one `[printer.film.ID]` over a geometry.
pub(super) fn apply_film(geometry: &mut FilmGeometry, raw: &RawFilm) {
    if let Some([width, height]) = raw.sheet_mm {
        geometry.sheet_mm = (width, height);
    }
    if let Some([left, top]) = raw.margin_mm {
        geometry.margin_mm = (left, top);
    }
    geometry.gap_mm = raw.gap_mm.unwrap_or(geometry.gap_mm);
    overlay_raster(&mut geometry.standard, raw.matrix, raw.pitch_um);
    if raw.high_matrix.is_some() || raw.high_pitch_um.is_some() {
        let mut high = geometry.high.unwrap_or(geometry.standard);
        overlay_raster(&mut high, raw.high_matrix, raw.high_pitch_um);
        geometry.high = Some(high);
    }
}

fn overlay_raster(raster: &mut Raster, matrix: Option<[u32; 2]>, pitch_um: Option<f64>) {
    if let Some([columns, rows]) = matrix {
        (raster.columns, raster.rows) = (columns, rows);
    }
    raster.pitch_um = pitch_um.unwrap_or(raster.pitch_um);
}

/// The imageable area must lie on the sheet; a tenth of a millimetre of rounding is allowed.
pub(super) fn check_geometry(geometry: &FilmGeometry) -> Result<(), String> {
    let rasters = [Some(geometry.standard), geometry.high];
    for raster in rasters.into_iter().flatten() {
        if raster.columns == 0
            || raster.rows == 0
            || raster.columns > 65_535
            || raster.rows > 65_535
        {
            return Err("the matrix is 1 to 65535 printer pixels each way".to_owned());
        }
        if !(5.0..=1000.0).contains(&raster.pitch_um) {
            return Err(format!(
                "a pitch of {} um is not 5 to 1000",
                raster.pitch_um
            ));
        }
        let width = geometry.margin_mm.0 + f64::from(raster.columns) * raster.pitch_um / 1000.0;
        let height = geometry.margin_mm.1 + f64::from(raster.rows) * raster.pitch_um / 1000.0;
        if width > geometry.sheet_mm.0 + 0.1 || height > geometry.sheet_mm.1 + 0.1 {
            let (sheet_width, sheet_height) = geometry.sheet_mm;
            return Err(format!(
                "margin + matrix x pitch is {width:.1} x {height:.1} mm, the sheet {sheet_width} x {sheet_height} mm"
            ));
        }
    }
    Ok(())
}
