//! De-identification by the Basic Profile of PS3.15 Annex E and its options, as a table.
