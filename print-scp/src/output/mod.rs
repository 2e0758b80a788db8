//! What films are called in the languages of devices. Encoding only: no connection is made here.

pub mod ipp;
