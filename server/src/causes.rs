//! Errors in words.

use std::error::Error;

/// An error with its causes: only the last one tells a wrong certificate from a closed port.
/// Errors that write their cause out themselves do not say it twice.
pub(crate) fn told(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let words = cause.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[derive(Debug, thiserror::Error)]
    enum Failed {
        #[error("cannot connect: {source}")]
        Said { source: io::Error },
        #[error("cannot connect")]
        Unsaid { source: io::Error },
    }

    #[test]
    fn a_cause_is_told_once() {
        let source = || io::Error::other("the port is closed");
        for error in [
            Failed::Said { source: source() },
            Failed::Unsaid { source: source() },
        ] {
            assert_eq!(told(&error), "cannot connect: the port is closed");
        }
    }
}
