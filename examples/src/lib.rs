//! Short programs that show the library.
