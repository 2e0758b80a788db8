//! Job files of disc robots: Rimage, Epson, Primera.
