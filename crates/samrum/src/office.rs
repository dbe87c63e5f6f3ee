//! LibreOffice, where it is installed: Office files are shown as the pages it makes of them.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

/// What it is called on the path.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];
/// The word for doing without.
pub const OFF: &str = "off";

/// What can be set for Office files, by flag, environment or file.
#[derive(Args, Clone, Debug, Default)]
pub struct OfficeSettings {
    /// LibreOffice, which makes Office files into pages; looked for on the path without this, `off` to do without.
    #[arg(long, env = "SAMRUM_SOFFICE", global = true, value_name = "FILE")]
    pub soffice: Option<PathBuf>,
}

impl OfficeSettings {
    /// The program, where there is one.
    ///
    /// # Errors
    /// For a program that is named and not there.
    pub fn program(&self) -> anyhow::Result<Option<PathBuf>> {
        match &self.soffice {
            None => Ok(on_path()),
            Some(named) if named.as_os_str() == OFF => Ok(None),
            Some(named) if is_program(named) => Ok(Some(std::path::absolute(named)?)),
            Some(named) => bail!("soffice: there is no program at {}", named.display()),
        }
    }
}

/// How Office files are shown, in words for whoever runs it.
#[must_use]
pub fn told(program: Option<&Path>) -> String {
    match program {
        None => "Office files are shown as Samrum reads them: there is no LibreOffice (--soffice names it).".into(),
        Some(program) if extract::can_hold() => {
            format!("Office files are shown as the pages {} makes of them.", program.display())
        }
        Some(program) => format!(
            "Office files are shown as Samrum reads them: {} is not run, since this system can't hold it (it takes \
             Linux 5.13 or later with Landlock).",
            program.display()
        ),
    }
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let everywhere = std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    everywhere.filter(|one| one.is_absolute()).find(|one| is_program(one))
}

fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_named_or_done_without() {
        let named = |name: &str| OfficeSettings { soffice: Some(name.into()) }.program();
        assert_eq!(named("off").expect("settled"), None);
        assert_eq!(named("/bin/sh").expect("settled"), Some("/bin/sh".into()));
        assert!(named("/nowhere/soffice").is_err(), "what is named is there");
        assert!(named("/etc/passwd").is_err(), "and is a program");
        assert!(told(None).contains("--soffice"));
    }
}
