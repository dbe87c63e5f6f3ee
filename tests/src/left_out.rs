//! A test that passes something over says so: in its output, which nobody sees while it passes, and in the file that
//! `SAMRUM_TEST_LEFT_OUT` names, which `tests/run` reads out at its end. The tests of the crates take this file in too.

use std::fs::OpenOptions;
use std::io::Write as _;

/// Says what was left out, and what would have to be here for it.
pub(crate) fn left_out(what: &str) {
    println!("LEFT OUT: {what}");
    let Some(path) = std::env::var_os("SAMRUM_TEST_LEFT_OUT") else { return };
    let told = OpenOptions::new().create(true).append(true).open(&path);
    let told = told.and_then(|mut file| file.write_all(format!("{what}\n").as_bytes()));
    assert!(told.is_ok(), "{} can't be written: {told:?}", path.display());
}
