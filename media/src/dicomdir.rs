//! DICOMDIR: encoding in two passes, reading foreign ones, updating them.
