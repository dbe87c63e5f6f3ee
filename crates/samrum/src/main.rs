//! The one binary.

use std::process::ExitCode;

use clap::Parser;
use samrum::command_line::{CommandLine, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // the child that reads files must limit itself before anything else has begun: no runtime, no threads
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == samrum::assembly::EXTRACT_CHILD) {
        extract::child::main(arguments);
    }
    match run(CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("samrum: {error:#}");
            ExitCode::FAILURE
        }
    }
}
