//! Grayscale Standard Display Function, optical density and Presentation LUTs (PS3.14).
