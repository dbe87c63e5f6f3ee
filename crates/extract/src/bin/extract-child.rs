//! The reading child alone, for the tests of this crate and for fuzzing: `extract-child --hint pdf < file`. What ships
//! is the hidden subcommand of `samrum`, which calls the same function.

fn main() {
    extract::child::main(std::env::args_os().skip(1))
}
