//! A video as its key frames, where browsers do not play it and nothing codes it anew.

use std::io;

use filmdesk_media::viewer::index::{Encoding, Order};
use filmdesk_media::viewer::video::{Keys, Rgb};
use filmdesk_media::viewer::{PlannedStack, jpeg_of, thumbnail_of};
use rayon::prelude::*;

use super::{Writer, at_once, video};

/// A key frame: its place in the stack, its picture, the bytes of that.
type Coded = (usize, Rgb, Vec<u8>);

impl Writer<'_> {
    /// Makes a stack of key frames of a video; false when there are none.
    pub(super) fn keys(&mut self, planned: &mut PlannedStack) -> io::Result<bool> {
        let Some(keys) = video::keys(self.making, planned.sources[0].0)? else {
            return Ok(false);
        };
        let frames = planned.sources.len();
        let all: Vec<usize> = (0..keys.count()).collect();
        let (mut kept, mut size) = (Vec::new(), None);
        for batch in all.chunks(at_once(&planned.form)) {
            let coded: Vec<_> = batch
                .par_iter()
                .filter_map(|at| coded(&keys, *at))
                .collect();
            for (place, picture, bytes) in coded {
                let own = (picture.rows, picture.columns);
                // Pictures of another size belong to another stack, which nobody needs.
                if place >= frames || *size.get_or_insert(own) != own {
                    continue;
                }
                if kept.is_empty() {
                    let jpeg = thumbnail_of(&picture);
                    let kept = jpeg.map(|jpeg| self.keep_thumbnail(&jpeg)).transpose()?;
                    planned.stack.thumbnail = kept;
                }
                kept.push(place);
                let closed = self.chunks.push(&bytes);
                self.keep(closed)?;
            }
            self.step(0)?;
        }
        let Some((rows, columns)) = size.filter(|_| !kept.is_empty()) else {
            return Ok(false);
        };
        let (last, listed) = self.chunks.end_stack();
        self.keep(last)?;
        (planned.stack.rows, planned.stack.columns) = (rows, columns);
        planned.stack.chunks = listed;
        self.describe(planned, kept);
        Ok(true)
    }

    /// Says everywhere that these are not all.
    fn describe(&mut self, planned: &mut PlannedStack, kept: Vec<usize>) {
        let (stack, frames) = (&mut planned.stack, planned.sources.len());
        stack.encoding = Encoding::Jpeg;
        stack.order = Order::Forward;
        if stack.label.is_empty() {
            "@keyFrames".clone_into(&mut stack.label);
        }
        let count = format!("{} / {frames}", kept.len());
        stack.technique.insert(0, ("@keyFrames", count));
        // As long as the movie.
        let share = kept.len() as f64 / frames as f64;
        stack.rate = stack.rate.map(|rate| rate * share);
        stack.durations = None;
        let path = self.paths.get(&planned.sources[0].0);
        let path = path.map(ToString::to_string).unwrap_or_default();
        self.failed.push(format!("{path}: @keyFramesOnly"));
        self.chosen.push((self.sizes.len(), kept));
    }
}

/// One that can be shown.
fn coded(keys: &Keys, at: usize) -> Option<Coded> {
    let place = usize::try_from(keys.number(at)?).ok()?;
    let picture = keys.planes(at).ok()?.rgb();
    let bytes = jpeg_of(&picture)?;
    Some((place, picture, bytes))
}
