//! Labels and covers for printable discs: PDF and PNG.
