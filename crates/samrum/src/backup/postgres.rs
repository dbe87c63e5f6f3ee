//! PostgreSQL's own tools. They must be on the path, and not older than the server.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, bail};
use tokio::process::Command;

/// Writes the state that `snapshot` names to `file`, in `pg_dump`'s custom format: of the one schema, if given.
pub(crate) async fn dump(url: &str, snapshot: &str, schema: Option<&str>, file: &Path) -> anyhow::Result<()> {
    let mut command = Command::new("pg_dump");
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-password"]);
    command.arg(format!("--snapshot={snapshot}")).args([OsStr::new("--file"), file.as_os_str()]);
    if let Some(schema) = schema {
        // quoted, or it would be a pattern
        command.arg(format!("--schema=\"{}\"", schema.replace('"', "\"\"")));
    }
    run(command, url, "pg_dump").await
}

/// Brings a dump into an empty database, wholly or not at all.
pub(crate) async fn restore(url: &str, file: &Path) -> anyhow::Result<()> {
    let mut command = Command::new("pg_restore");
    command.args(["--no-owner", "--no-privileges", "--no-password", "--single-transaction", "--exit-on-error"]);
    command.arg(file);
    run(command, url, "pg_restore").await
}

async fn run(mut command: Command, url: &str, name: &str) -> anyhow::Result<()> {
    // everybody on the machine reads a command's arguments, only its owner the environment
    let (address, password) = without_password(url);
    command.arg("--dbname").arg(address);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    let output = match command.output().await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("{name} is not on the path: install PostgreSQL's client programs of the server's version");
        }
        output => output.with_context(|| format!("{name} can't be run"))?,
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{name} failed: {}", said.trim().chars().take(2_000).collect::<String>());
    }
    Ok(())
}

/// The address without the password, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    // the host begins after the last @ before the path
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let Some((user, host)) = authority.rsplit_once('@') else { return (url.to_owned(), None) };
    let Some((user, password)) = user.split_once(':') else { return (url.to_owned(), None) };
    (format!("{scheme}://{user}@{host}{path}"), Some(decoded(password)))
}

/// Percent-encoding taken away (RFC 3986 § 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn passwords_are_no_arguments() {
        let table = [
            ("postgres://u:p%40ss@h:5432/db?sslmode=require", "postgres://u@h:5432/db?sslmode=require", Some("p@ss")),
            ("postgres://u@h/db", "postgres://u@h/db", None),
            ("postgres:///db?host=/tmp/a@b:c", "postgres:///db?host=/tmp/a@b:c", None),
            ("postgresql://u:p%4@h", "postgresql://u@h", Some("p%4")),
        ];
        for (url, address, password) in table {
            assert_eq!(without_password(url), (address.to_owned(), password.map(str::to_owned)), "{url}");
        }
    }
}
