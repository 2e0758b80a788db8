//! Emulated modalities: the SCU side, well-behaved and odd.
