//! Whole slides: the tiles of a level, put together as one image (PS3.3 C.7.6.17.3, C.8.12.14).

use filmdesk_dataset::pixels::PixelAttributes;
use filmdesk_dataset::{DataSet, tags};

use super::groups::Groups;
use super::image::MAX_FRAMES;
use super::values::{decimal, term};

/// Pixels of a side that is put together: 200 MB of colour, about what a page keeps of all images.
pub(super) const MAX_SIDE: u32 = 8192;
/// Focal planes and optical paths of a level.
const MAX_PLANES: usize = 64;

/// A tile: the frame (from 0), and where its first pixel lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tile {
    frame: u32,
    left: u32,
    top: u32,
}

/// A level of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mosaic {
    /// Total Pixel Matrix Rows.
    pub(super) rows: u32,
    /// Total Pixel Matrix Columns.
    pub(super) columns: u32,
    /// Rows and columns of a tile.
    pub(super) tile: (u32, u32),
    /// The tiles of each focal plane and optical path.
    planes: Vec<Vec<Tile>>,
}

impl Mosaic {
    /// The level that an image is; none where frames are no tiles, or one is the whole image.
    pub(super) fn of(data: &DataSet, attributes: &PixelAttributes) -> Option<Self> {
        let side = |tag| data.u32(tag).ok().flatten().filter(|side| *side > 0);
        let (rows, columns) = (
            side(tags::TOTAL_PIXEL_MATRIX_ROWS)?,
            side(tags::TOTAL_PIXEL_MATRIX_COLUMNS)?,
        );
        let tile = (attributes.rows, attributes.columns);
        let is_segmentation = data.contains(tags::SEGMENT_SEQUENCE);
        if is_segmentation || attributes.frames > MAX_FRAMES || tile == (rows, columns) {
            return None;
        }
        let mut level = Self {
            rows,
            columns,
            tile,
            planes: Vec::new(),
        };
        level.planes = match term(data, tags::DIMENSION_ORGANIZATION_TYPE) {
            "TILED_FULL" => level.full(data, attributes.frames)?,
            _ => level.sparse(data, attributes.frames)?,
        };
        Some(level)
    }

    /// Tiles row by row, then the next focal plane or optical path.
    fn full(&self, data: &DataSet, frames: u32) -> Option<Vec<Vec<Tile>>> {
        let across = self.columns.div_ceil(self.tile.1);
        let each = across.checked_mul(self.rows.div_ceil(self.tile.0))?;
        // Of a concatenation, frames before this instance's.
        let before = data.u32(tags::CONCATENATION_FRAME_OFFSET_NUMBER);
        let before = before.ok().flatten().unwrap_or(0) % each;
        let mut planes: Vec<Vec<Tile>> = Vec::new();
        for frame in 0..frames {
            let place = before.checked_add(frame)?;
            let (plane, within) = ((place / each) as usize, place % each);
            if plane >= MAX_PLANES {
                return None;
            }
            planes.resize_with(planes.len().max(plane + 1), Vec::new);
            planes[plane].push(Tile {
                frame,
                left: within % across * self.tile.1,
                top: within / across * self.tile.0,
            });
        }
        Some(planes)
    }

    /// Each tile says where it is.
    fn sparse(&self, data: &DataSet, frames: u32) -> Option<Vec<Vec<Tile>>> {
        let mut planes: Vec<(Plane<'_>, Vec<Tile>)> = Vec::new();
        for frame in 0..frames {
            let groups = Groups::of(data, frame as usize);
            let slide = groups.item_only(tags::PLANE_POSITION_SLIDE_SEQUENCE)?;
            let edge = |tag| decimal(slide, tag).filter(|edge| *edge >= 1.0);
            let tile = Tile {
                frame,
                left: edge(tags::COLUMN_POSITION_IN_TOTAL_IMAGE_PIXEL_MATRIX)? as u32 - 1,
                top: edge(tags::ROW_POSITION_IN_TOTAL_IMAGE_PIXEL_MATRIX)? as u32 - 1,
            };
            let path = groups.item_only(tags::OPTICAL_PATH_IDENTIFICATION_SEQUENCE);
            let plane = (
                term(slide, tags::Z_OFFSET_IN_SLIDE_COORDINATE_SYSTEM),
                path.map_or("", |path| term(path, tags::OPTICAL_PATH_IDENTIFIER)),
            );
            match planes.iter().position(|(known, _)| *known == plane) {
                Some(at) => planes[at].1.push(tile),
                None if planes.len() < MAX_PLANES => planes.push((plane, vec![tile])),
                None => return None,
            }
        }
        Some(planes.into_iter().map(|(_, tiles)| tiles).collect())
    }

    /// Focal planes and optical paths.
    pub(super) fn planes(&self) -> u32 {
        self.planes.len() as u32
    }

    /// The frame that stands for a plane, where attributes are asked for.
    pub(super) fn frame_of(&self, plane: usize) -> usize {
        let tiles = self.planes.get(plane).and_then(|tiles| tiles.first());
        tiles.map_or(0, |tile| tile.frame as usize)
    }

    /// A plane of pixels of `samples` values; `blank` where there is no tile.
    pub(super) fn whole<T: Copy, E>(
        &self,
        plane: u32,
        samples: usize,
        blank: T,
        mut pixels: impl FnMut(u32) -> Result<Vec<T>, E>,
    ) -> Result<Vec<T>, E> {
        let stride = self.columns as usize * samples;
        let mut whole = vec![blank; self.rows as usize * stride];
        for tile in self.planes.get(plane as usize).into_iter().flatten() {
            let data = pixels(tile.frame)?;
            let width = self.tile.1.min(self.columns.saturating_sub(tile.left)) as usize * samples;
            let rows = data.chunks_exact(self.tile.1 as usize * samples);
            let rows = rows.zip(tile.top as usize..self.rows as usize);
            for (row, y) in rows {
                let at = y * stride + tile.left as usize * samples;
                if let Some(to) = whole.get_mut(at..at + width) {
                    to.copy_from_slice(&row[..width]);
                }
            }
        }
        Ok(whole)
    }

    /// The first plane in colour, every `step`th pixel of every `step`th row; its width and height.
    pub(super) fn small<E>(
        &self,
        step: u32,
        mut pixels: impl FnMut(u32) -> Result<Vec<u8>, E>,
    ) -> Result<(u32, u32, Vec<u8>), E> {
        let (width, height) = (self.columns.div_ceil(step), self.rows.div_ceil(step));
        let mut small = vec![u8::MAX; (width * height * 3) as usize];
        for tile in self.planes.first().into_iter().flatten() {
            let data = pixels(tile.frame)?;
            let (bottom, right) = (tile.top + self.tile.0, tile.left + self.tile.1);
            for y in tile.top.div_ceil(step)..bottom.div_ceil(step).min(height) {
                for x in tile.left.div_ceil(step)..right.div_ceil(step).min(width) {
                    let row = (y * step - tile.top) * self.tile.1;
                    let from = ((row + x * step - tile.left) * 3) as usize;
                    let to = ((y * width + x) * 3) as usize;
                    if let Some(pixel) = data.get(from..from + 3) {
                        small[to..to + 3].copy_from_slice(pixel);
                    }
                }
            }
        }
        Ok((width, height, small))
    }
}

/// What tells the planes of a sparse level apart: distance from the slide, optical path.
type Plane<'a> = (&'a str, &'a str);

/// The images of a slide by Image Type, in the order in which they are shown.
const KINDS: &[&str] = &["OVERVIEW", "THUMBNAIL", "VOLUME", "LABEL"];

/// A slide's image among those of its series: first where it comes from, then the smaller levels.
pub(super) fn rank(data: &DataSet) -> Option<(usize, u64)> {
    let side = |tag| data.u32(tag).ok().flatten().map(u64::from);
    let pixels = side(tags::TOTAL_PIXEL_MATRIX_ROWS)? * side(tags::TOTAL_PIXEL_MATRIX_COLUMNS)?;
    let mut values = term(data, tags::IMAGE_TYPE).split('\\');
    let kind = values.find_map(|value| KINDS.iter().position(|kind| *kind == value));
    Some((kind.unwrap_or(KINDS.len()), pixels))
}

#[cfg(test)]
mod tests {
    use filmdesk_dataset::VR;

    use super::*;

    /// A level of 5 x 3 pixels in tiles of 2 x 2.
    fn level(frames: u32, change: impl Fn(&mut DataSet)) -> Option<Mosaic> {
        let mut data = DataSet::new();
        let long = |value: u32| value.to_le_bytes().to_vec();
        data.put_bytes(tags::TOTAL_PIXEL_MATRIX_COLUMNS, VR::UL, long(5));
        data.put_bytes(tags::TOTAL_PIXEL_MATRIX_ROWS, VR::UL, long(3));
        data.put_text(tags::NUMBER_OF_FRAMES, VR::IS, &frames.to_string());
        data.put_u16(tags::ROWS, 2);
        data.put_u16(tags::COLUMNS, 2);
        data.put_u16(tags::SAMPLES_PER_PIXEL, 1);
        data.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
        data.put_u16(tags::BITS_ALLOCATED, 8);
        data.put_u16(tags::BITS_STORED, 8);
        data.put_u16(tags::HIGH_BIT, 7);
        data.put_u16(tags::PIXEL_REPRESENTATION, 0);
        change(&mut data);
        Mosaic::of(&data, &PixelAttributes::of(&data).expect("attributes"))
    }

    /// Each pixel is its frame's number.
    fn numbers(mosaic: &Mosaic, plane: u32) -> Vec<u8> {
        let tile = |frame: u32| Ok::<_, ()>(vec![frame as u8; 4]);
        mosaic.whole(plane, 1, 99, tile).expect("tiles")
    }

    #[test]
    fn full_levels_are_tiles_row_by_row_cut_at_the_edges() {
        let full = |data: &mut DataSet| {
            data.put_text(tags::DIMENSION_ORGANIZATION_TYPE, VR::CS, "TILED_FULL");
        };
        let level = level(12, full).expect("a level");
        assert_eq!(level.planes(), 2);
        assert_eq!(
            numbers(&level, 0),
            [0, 0, 1, 1, 2, 0, 0, 1, 1, 2, 3, 3, 4, 4, 5]
        );
        assert_eq!(numbers(&level, 1)[..5], [6, 6, 7, 7, 8]);
        assert_eq!(level.frame_of(1), 6);
        let color = |frame: u32| Ok::<_, ()>(vec![frame as u8; 12]);
        let (width, height, small) = level.small(2, color).expect("tiles");
        assert_eq!((width, height), (3, 2));
        let reds: Vec<u8> = small.chunks_exact(3).map(|pixel| pixel[0]).collect();
        assert_eq!(reds, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn sparse_levels_say_where_each_tile_is() {
        let sparse = |data: &mut DataSet| {
            let tile = |column: i32, row: i32, path: &str| {
                let (mut frame, mut slide, mut optical) =
                    (DataSet::new(), DataSet::new(), DataSet::new());
                let long = |value: i32| value.to_le_bytes().to_vec();
                let column_tag = tags::COLUMN_POSITION_IN_TOTAL_IMAGE_PIXEL_MATRIX;
                slide.put_bytes(column_tag, VR::SL, long(column));
                let row_tag = tags::ROW_POSITION_IN_TOTAL_IMAGE_PIXEL_MATRIX;
                slide.put_bytes(row_tag, VR::SL, long(row));
                optical.put_text(tags::OPTICAL_PATH_IDENTIFIER, VR::SH, path);
                frame.put_items(tags::PLANE_POSITION_SLIDE_SEQUENCE, vec![slide]);
                frame.put_items(tags::OPTICAL_PATH_IDENTIFICATION_SEQUENCE, vec![optical]);
                frame
            };
            let frames = vec![tile(5, 3, "1"), tile(1, 1, "2"), tile(2, 2, "1")];
            data.put_items(tags::PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
        };
        let level = level(3, sparse).expect("a level");
        assert_eq!(level.planes(), 2);
        assert_eq!(
            numbers(&level, 0),
            [99, 99, 99, 99, 99, 99, 2, 2, 99, 99, 99, 2, 2, 99, 0]
        );
        assert_eq!(level.frame_of(1), 1);
    }

    #[test]
    fn frames_that_do_not_say_where_they_are_are_no_tiles() {
        assert_eq!(level(3, |_| {}), None);
    }
}
