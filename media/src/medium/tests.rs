//! Media made by hand; those made by other programs are in the crate `tests`.
