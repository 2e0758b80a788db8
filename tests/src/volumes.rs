//! Volumes for image writers, whose bytes are made by formula: nothing lies on a disk.

use std::io::{self, Read};
use std::path::Path;

use filmdesk_media::image::{ImageError, ImageFormat, ImageOptions, ImagePlan, plan_with};
use filmdesk_media::instance::Key;
use filmdesk_media::timestamp::Timestamp;
use filmdesk_media::volume::{Content, ContentSource, Volume, VolumeFile, VolumePath};

/// Gives every instance its bytes by its key; the volume says how many.
#[derive(Debug, Default)]
pub struct Formula {
    lengths: Vec<u64>,
}

impl Formula {
    /// The bytes of a file of a volume.
    ///
    /// # Panics
    /// When it is too long for memory.
    pub fn bytes(&self, number: usize) -> Vec<u8> {
        let length = usize::try_from(self.lengths[number]).expect("a length for memory");
        let mut bytes = vec![0; length];
        fill(number as u64, 0, &mut bytes);
        bytes
    }

    /// Another length than the volume has.
    #[must_use]
    pub fn with_length(mut self, number: usize, length: u64) -> Self {
        self.lengths[number] = length;
        self
    }
}

impl ContentSource for Formula {
    fn instance(&self, key: Key) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(Bytes {
            key: key.0,
            position: 0,
            rest: self.lengths[key.0 as usize],
        }))
    }

    fn work(&self, number: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.instance(Key(number))
    }
}

struct Bytes {
    key: u64,
    position: u64,
    rest: u64,
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.min(buffer.len() as u64) as usize;
        fill(self.key, self.position, &mut buffer[..count]);
        self.position += count as u64;
        self.rest -= count as u64;
        Ok(count)
    }
}

/// Differs from sector to sector and from file to file.
fn fill(key: u64, position: u64, buffer: &mut [u8]) {
    for (byte, at) in buffer.iter_mut().zip(position..) {
        *byte = (at >> 9)
            .wrapping_mul(31)
            .wrapping_add(at)
            .wrapping_add(key * 7) as u8;
    }
}

/// A volume of files of these names and lengths, and what they hold.
///
/// # Panics
/// When a name is none.
pub fn volume<'a>(files: impl IntoIterator<Item = (&'a str, u64)>) -> (Volume, Formula) {
    let files = files.into_iter().enumerate();
    let file = |(number, (path, length)): (usize, (&str, u64))| VolumeFile {
        path: VolumePath::parse(path).expect("a path"),
        length,
        content: Content::Instance(Key(number as u64)),
    };
    let files: Vec<VolumeFile> = files.map(file).collect();
    let lengths = files.iter().map(|file| file.length).collect();
    let volume = Volume {
        file_set_id: "FILMDESK_TEST".to_owned(),
        created: Timestamp {
            year: 2026,
            month: 7,
            day: 9,
            hour: 14,
            minute: 35,
            second: 58,
            offset_minutes: 8 * 60,
        },
        files,
    };
    (volume, Formula { lengths })
}

/// Plans and writes an image to a file; what was planned.
///
/// # Panics
/// When it cannot be written.
pub fn write(
    (volume, source): &(Volume, Formula),
    format: ImageFormat,
    options: &ImageOptions,
    path: &Path,
) -> Result<ImagePlan, ImageError> {
    let plan = plan_with(volume, format, options)?;
    let mut file = std::fs::File::create(path).expect("a file");
    plan.write(source, &mut file, &mut |_| {
        std::ops::ControlFlow::Continue(())
    })
    .expect("written");
    let length = file.metadata().expect("its length").len();
    assert_eq!(length, plan.length(), "an image is as long as planned");
    Ok(plan)
}
