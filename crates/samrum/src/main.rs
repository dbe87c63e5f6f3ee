//! The one binary.

use std::process::ExitCode;

use clap::Parser;
use samrum::command_line::{CommandLine, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // the children that read files must limit themselves before anything else has begun: no runtime, no threads
    let mut arguments = std::env::args_os().skip(1);
    match arguments.next() {
        Some(first) if first == samrum::assembly::EXTRACT_CHILD => extract::child::main(arguments),
        Some(first) if first == samrum::assembly::OFFICE_CHILD => extract::child::office(arguments),
        _ => {}
    }
    match run(CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("samrum: {error:#}");
            ExitCode::FAILURE
        }
    }
}
