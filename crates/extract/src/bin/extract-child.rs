//! The children alone, for the tests of this crate and for fuzzing: `extract-child --hint pdf < file`, `extract-child
//! office-child PROGRAM FOLDER …`. What ships are the hidden subcommands of `samrum`, which call the same functions.

fn main() {
    let mut args = std::env::args_os().skip(1).peekable();
    if args.next_if(|first| first == "office-child").is_some() {
        extract::child::office(args);
    }
    extract::child::main(args)
}
