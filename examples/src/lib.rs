//! Short programs that show the library: each is a function, run by the program of its name and
//! by the tests.

pub mod calibrate_a_curve;
pub mod print_a_film;
