//! The command line.

mod demonstrate;
mod keep;
mod people;

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{CommandFactory, Parser, Subcommand};
use domain::clock::Clock;
use tracing_subscriber::EnvFilter;

use crate::assembly;
use crate::config::{self, Config, LogFormat, Settings};
use crate::stopping::AskedToStop;
use crate::{office, reference};

/// Samrum: the workspace of municipal and regional networks.
#[derive(Parser, Debug)]
#[command(version, about)]
pub struct CommandLine {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve (what it does without a command).
    Serve,
    /// Serve a fresh folder of demo data, on this machine only, and print whom to sign in as.
    Demo {
        /// Throw the demo data of the folder away first.
        #[arg(long)]
        fresh: bool,
    },
    /// Bring the database's schema up to date, and the organisations that every installation knows.
    Migrate,
    /// Bring a folder or zip of files into a network's archive. Can be run again without doubling anything.
    Import {
        /// The folder or zip.
        source: PathBuf,
        /// The network's name in addresses.
        #[arg(long, value_name = "SLUG")]
        network: String,
        /// The room: `whole_network`, `members`, … or a room's id.
        #[arg(long)]
        room: Option<String>,
        /// Say what would be done, and do nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take a network out as a folder that is read without Samrum: pages, originals, facts as JSON, checksums.
    Export {
        /// The network's name in addresses.
        #[arg(long, value_name = "SLUG")]
        network: String,
        /// The folder, which is made, or is empty.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// In English; otherwise in Swedish.
        #[arg(long)]
        english: bool,
    },
    /// Build the search index anew; the old one serves until the new one is whole.
    Reindex,
    /// Write a backup of everything into a folder, while the server runs.
    Backup {
        /// The folder to write it into.
        out: PathBuf,
    },
    /// Put a backup into an empty data folder (and an empty database).
    Restore {
        /// The backup.
        from: PathBuf,
    },
    /// Read every file again, and name those that are missing or are not what they were.
    Verify,
    /// People who can sign in.
    User {
        #[command(subcommand)]
        command: people::UserCommand,
    },
    /// The configuration.
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print the API's description (OpenAPI 3.1).
    Openapi,
}

#[derive(Subcommand, Debug)]
enum ConfigCommand {
    /// Check it.
    Check,
    /// Print what is in force.
    Print,
}

/// Carries out a command line.
///
/// # Errors
/// What went wrong, in words for whoever typed it.
pub fn run(line: CommandLine) -> anyhow::Result<()> {
    let config = Config::settle(&line.settings).context("in the configuration")?;
    log_to_stderr(config.log_format);
    for name in misspelt() {
        tracing::warn!("{name} is set in the environment and is no setting");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(carry_out(config, line.command.unwrap_or(Command::Serve)))
}

async fn carry_out(config: Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve => {
            know_organisations(&config).await?;
            let asked = AskedToStop::listen()?;
            let running = assembly::start(config, Clock::default()).await?;
            println!("Samrum {} listens on {}", crate::VERSION, running.url());
            if !domain::installation::has_people(running.store.reader()).await? {
                println!("Nobody can sign in yet. Make the first account with the same settings:");
                println!("  samrum user create --email you@example.se --name \"Your Name\" --administrator");
            }
            running.until(asked).await;
            Ok(())
        }
        Command::Demo { fresh } => demonstrate::demo(config, fresh).await,
        Command::Migrate => {
            let new = know_organisations(&config).await?;
            println!("The schema is up to date; {new} organisations were added.");
            Ok(())
        }
        Command::Import { source, network, room, dry_run } => {
            keep::import(&config, source, network, room, dry_run).await
        }
        Command::Export { network, to, english } => keep::export(&config, &network, &to, english).await,
        Command::Reindex => keep::reindex(&config).await,
        Command::Backup { out } => keep::backup(&config, out).await,
        Command::Restore { from } => keep::restore(&config, from).await,
        Command::Verify => keep::verify(&config).await,
        Command::User { command } => people::user(&config, command).await,
        Command::Config { command: ConfigCommand::Check } => {
            if let Some(name) = misspelt().first() {
                bail!("{name} is set in the environment and is no setting: `samrum --help` lists them");
            }
            println!("The configuration is in order.");
            println!("{}", office::told(config.soffice.as_deref()));
            Ok(())
        }
        Command::Config { command: ConfigCommand::Print } => {
            print!("{}", config::shown(&config)?);
            Ok(())
        }
        Command::Openapi => {
            println!("{}", serde_json::to_string_pretty(&crate::openapi::document())?);
            Ok(())
        }
    }
}

/// Brings the schema up to date, and the organisations that every installation knows.
async fn know_organisations(config: &Config) -> anyhow::Result<usize> {
    let store = assembly::open_own_store(config, Clock::default()).await?;
    let new = reference::lay(&store).await?;
    store.close().await;
    Ok(new)
}

/// What is set in the environment as if it were a setting, and is none: most likely misspelt.
fn misspelt() -> Vec<String> {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    no_settings(names).collect()
}

fn no_settings(names: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    // of the Makefile, the tests, the figures and the web client, and what Kubernetes sets beside a service of that name
    const OTHERS: [&str; 6] =
        ["SAMRUM_DEMO_DATA", "SAMRUM_TEST_", "SAMRUM_BENCH_", "SAMRUM_DEV_", "SAMRUM_SERVICE_", "SAMRUM_PORT"];
    let command = CommandLine::command();
    let known: Vec<_> = command.get_arguments().filter_map(|one| one.get_env()?.to_str().map(str::to_owned)).collect();
    names.filter(move |name| {
        name.starts_with("SAMRUM_") && !known.contains(name) && !OTHERS.iter().any(|other| name.starts_with(other))
    })
}

/// `RUST_LOG` says how much; warnings and what the parts tell of themselves without it.
fn log_to_stderr(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tantivy=warn,sea_orm_migration=warn,actix_server=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // a second call, from a test, changes nothing
    drop(match format {
        LogFormat::Text => log.compact().try_init(),
        LogFormat::Json => log.json().try_init(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_variable_is_told() {
        let names = ["SAMRUM_ADRESS", "SAMRUM_ADDRESS", "SAMRUM_SMTP_URL", "SAMRUM_TEST_ENGINE", "PATH", "SAMRUM_DATA"];
        let told: Vec<String> = no_settings(names.into_iter().map(str::to_owned)).collect();
        assert_eq!(told, ["SAMRUM_ADRESS"]);
    }
}
