//! Secrets that stand in the first line of a file: not in the settings, and not on a command line,
//! which everybody sees.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Bytes of a secret: people and providers make some tens.
const LONGEST: u64 = 4096;

/// The first line of a file, without its end.
pub(crate) fn first_line(path: &Path) -> io::Result<String> {
    let mut line = String::new();
    BufReader::new(File::open(path)?.take(LONGEST)).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
