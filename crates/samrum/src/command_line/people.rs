//! Accounts, from the command line.

use std::io::IsTerminal;

use anyhow::{Context, bail};
use clap::Subcommand;
use domain::actor::Actor;
use domain::catalogue;
use domain::clock::Clock;
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, Language, NewPerson};

use crate::assembly;
use crate::config::Config;

#[derive(Subcommand, Debug)]
pub(super) enum UserCommand {
    /// Make an account. The password is read from standard input.
    Create {
        /// E-mail address.
        #[arg(long)]
        email: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// Let them run the installation.
        #[arg(long)]
        administrator: bool,
    },
    /// Set a new password, read from standard input; every device is signed out.
    ResetPassword {
        /// E-mail address.
        #[arg(long)]
        email: String,
    },
}

pub(super) async fn user(config: &Config, command: UserCommand) -> anyhow::Result<()> {
    let store = assembly::open_own_store(config, Clock::default()).await?;
    let hasher = auth::Hasher::new(auth::HashCost::default())?;
    match command {
        UserCommand::Create { email, name, administrator } => {
            let password = read_password()?;
            auth::check_rules("/password", &password, &email, &name).map_err(weak)?;
            let new = NewPerson {
                name,
                email: email.clone(),
                protected: false,
                password_hash: Some(hasher.hash(&password).await?),
            };
            let today = store.clock().today();
            store
                .write(&Actor::System, move |tx| async move {
                    let person = person::create(&tx, new).await?;
                    if administrator {
                        assignment::assign(&tx, person, None, AssignmentRole::Administrator, today).await?;
                    }
                    Ok(())
                })
                .await
                .map_err(refused)?;
            println!("{email} can sign in.");
        }
        UserCommand::ResetPassword { email } => {
            let found = person::credentials(store.reader(), &email).await?.context("nobody has that address")?;
            let password = read_password()?;
            auth::check_rules("/password", &password, &email, "").map_err(weak)?;
            let hash = hasher.hash(&password).await?;
            store
                .write(&Actor::System, move |tx| async move { person::set_password(&tx, found.id, hash, None).await })
                .await?;
            println!("The password of {email} is changed; every device is signed out.");
        }
    }
    store.close().await;
    Ok(())
}

/// Why an account was not made, in words.
fn refused(error: domain::Error) -> anyhow::Error {
    let words = catalogue::of(Language::English);
    match error {
        domain::Error::Conflict(code) => anyhow::anyhow!((words.problem)(code).1),
        domain::Error::Invalid(faults) => {
            let why: Vec<_> =
                faults.iter().map(|one| format!("{}: {}", one.pointer, (words.fault)(one.code))).collect();
            anyhow::anyhow!(why.join(" "))
        }
        other => other.into(),
    }
}

/// Why a password will not do, in words.
fn weak(error: domain::Error) -> anyhow::Error {
    let domain::Error::Invalid(faults) = error else { return error.into() };
    let words = catalogue::of(Language::English);
    let why: Vec<&str> = faults.iter().map(|fault| (words.fault)(fault.code)).collect();
    anyhow::anyhow!(
        "the password will not do: {} At least {} characters, and no common one.",
        why.join(" "),
        person::SHORTEST_PASSWORD
    )
}

/// One line of standard input. It is never an argument: those can be read by everybody on the machine.
fn read_password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        eprint!("Password (it will show as you type): ");
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.is_empty() {
        bail!("no password was given on standard input");
    }
    Ok(password)
}
