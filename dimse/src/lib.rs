//! The DICOM Upper Layer and message exchange (PS3.7, PS3.8) without I/O.
