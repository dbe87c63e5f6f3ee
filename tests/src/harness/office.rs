//! A stand-in for LibreOffice: it takes the same arguments, and does what the file it is given says.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use samrum::config::Config;

use super::{Node, fixture};

/// What it does with a file that holds one of these words; else it makes the pages of `single.pdf` of it.
const SCRIPT: &str = r#"#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in --outdir) out=$2; shift;; esac
  file=$1; shift
done
own=$(dirname "$0")/..
if grep -q HANGS "$file"; then sleep 600 & sleep 600
elif grep -q FAILS "$file"; then exit 1
elif grep -q SWELLS "$file"; then for n in 1 2 3 4 5 6; do truncate -s 100M "$out/$n"; done; sleep 600
elif grep -q OVERFLOWS "$file"; then truncate -s 200M "$out/document.pdf" || exit 3
elif grep -q LINKS "$file"; then ln -s "$own/answer.pdf" "$out/document.pdf"
elif grep -q LIES "$file"; then echo '<script>' > "$out/document.pdf"
elif grep -q PEEKS "$file"; then cat "$own/../keys.json" || exit 4; cp "$own/answer.pdf" "$out/document.pdf"
elif grep -q STRAYS "$file"; then setsid true || exit 5; cp "$own/answer.pdf" "$out/document.pdf"
else cp "$own/answer.pdf" "$out/document.pdf"
fi
"#;

/// The configuration with the stand-in.
pub fn with_office(config: Config) -> Config {
    Config { soffice: Some(stand_in(&config.data, SCRIPT)), ..config }
}

/// A node whose Office files become pages.
pub async fn office_node() -> Node {
    Node::start_with(with_office).await
}

/// Puts a program where LibreOffice would be: it may read what lies in the folder above its own.
pub fn stand_in(folder: &Path, script: &str) -> PathBuf {
    let program = folder.join("office/program/soffice");
    std::fs::create_dir_all(program.parent().expect("a folder")).expect("made");
    std::fs::write(folder.join("office/answer.pdf"), fixture("single.pdf")).expect("its answer");
    std::fs::write(&program, script).expect("the program");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("to be run");
    program
}
