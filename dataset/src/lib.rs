//! The one door for bytes that others wrote: bounded scan, data sets, character sets, pixels.
