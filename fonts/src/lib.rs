//! Faces, fallback, shaping and subsets for text on films.
