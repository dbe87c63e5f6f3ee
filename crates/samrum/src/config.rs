//! Configuration: flags > `SAMRUM_*` environment > TOML file > defaults.
//!
//! With none at all: SQLite, the embedded search engine, local files and mails as files, all under `./data`.

mod shown;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use search::HostedConfig;

use crate::mail::{MailSettings, Smtp, SmtpTls};
use crate::office::OfficeSettings;
use crate::search_engine::SearchSettings;

pub use shown::shown;

/// The parts of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// HTTP and the web client.
    Api,
    /// The websocket.
    Realtime,
    /// The search index and the reading of files.
    Indexer,
    /// Mail.
    Notifier,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What can be set by flag or environment. What is not set is asked of the file, then of the defaults.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// A TOML file with settings.
    #[arg(long, env = "SAMRUM_CONFIG", global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder everything is kept in.
    #[arg(long, env = "SAMRUM_DATA", global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long, env = "SAMRUM_ADDRESS", global = true, value_name = "HOST:PORT")]
    pub address: Option<SocketAddr>,
    /// The address for /healthz, /readyz and /metrics; without it there are no metrics.
    #[arg(long, env = "SAMRUM_INTERNAL_ADDRESS", global = true, value_name = "HOST:PORT")]
    pub internal_address: Option<SocketAddr>,
    /// The database: `sqlite:…` or `postgres://…`; without it a file in the data folder.
    #[arg(long, env = "SAMRUM_DATABASE_URL", global = true, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// A file that holds the database's address, for secrets.
    #[arg(long, env = "SAMRUM_DATABASE_URL_FILE", global = true, value_name = "FILE")]
    pub database_url_file: Option<PathBuf>,
    /// The address people reach it at, such as `https://samrum.example.se`.
    #[arg(long, env = "SAMRUM_PUBLIC_URL", global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// The largest file, in bytes.
    #[arg(long, env = "SAMRUM_MAX_UPLOAD", global = true, value_name = "BYTES")]
    pub max_upload: Option<u64>,
    /// Proxies whose `X-Forwarded-For` is believed, such as `10.0.0.0/8`.
    #[arg(long, env = "SAMRUM_TRUSTED_PROXIES", global = true, value_name = "NETWORK", value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<String>>,
    /// Which parts this node runs.
    #[arg(long, env = "SAMRUM_PARTS", global = true, value_name = "PART", value_delimiter = ',')]
    pub parts: Option<Vec<Part>>,
    /// How many connections to the database.
    #[arg(long, env = "SAMRUM_CONNECTIONS", global = true, value_name = "COUNT")]
    pub connections: Option<u32>,
    /// Whom to tell of a security fault: `mailto:…` or `https://…`, shown in `/.well-known/security.txt`.
    #[arg(long, env = "SAMRUM_SECURITY_CONTACT", global = true, value_name = "URI")]
    pub security_contact: Option<String>,
    /// The server and account mails are sent through, and the address they come from.
    #[command(flatten)]
    pub mail: MailSettings,
    /// The search engine.
    #[command(flatten)]
    pub search: SearchSettings,
    /// What makes Office files into pages.
    #[command(flatten)]
    pub office: OfficeSettings,
    /// How logs are written.
    #[arg(long, env = "SAMRUM_LOG_FORMAT", global = true, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
}

/// What a file may set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    data: Option<PathBuf>,
    address: Option<SocketAddr>,
    internal_address: Option<SocketAddr>,
    database_url: Option<String>,
    database_url_file: Option<PathBuf>,
    public_url: Option<String>,
    max_upload: Option<u64>,
    trusted_proxies: Option<Vec<String>>,
    parts: Option<Vec<Part>>,
    connections: Option<u32>,
    security_contact: Option<String>,
    smtp_url: Option<String>,
    smtp_host: Option<String>,
    smtp_port: Option<u16>,
    smtp_user: Option<String>,
    smtp_password_file: Option<PathBuf>,
    smtp_tls: Option<SmtpTls>,
    smtp_certificate: Option<PathBuf>,
    mail_from: Option<String>,
    search_url: Option<String>,
    search_key_file: Option<PathBuf>,
    search_key: Option<String>,
    search_index: Option<String>,
    soffice: Option<PathBuf>,
    log_format: Option<LogFormat>,
}

impl File {
    /// What it says of mail.
    fn mail(&mut self) -> MailSettings {
        MailSettings {
            smtp_url: self.smtp_url.take(),
            smtp_host: self.smtp_host.take(),
            smtp_port: self.smtp_port.take(),
            smtp_user: self.smtp_user.take(),
            smtp_password_file: self.smtp_password_file.take(),
            smtp_tls: self.smtp_tls.take(),
            smtp_certificate: self.smtp_certificate.take(),
            mail_from: self.mail_from.take(),
        }
    }

    /// What it says of search.
    fn search(&mut self) -> SearchSettings {
        SearchSettings {
            search_url: self.search_url.take(),
            search_key_file: self.search_key_file.take(),
            search_key: self.search_key.take(),
            search_index: self.search_index.take(),
        }
    }
}

/// A configuration that has been settled and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder everything is kept in.
    pub data: PathBuf,
    /// The address to listen on.
    pub address: SocketAddr,
    /// The address for health and metrics.
    pub internal_address: Option<SocketAddr>,
    /// The database.
    pub database_url: String,
    /// The address people reach it at; none: the address it listens on.
    pub public_url: Option<String>,
    /// The largest file, in bytes.
    pub max_upload: u64,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
    /// Which parts this node runs.
    pub parts: BTreeSet<Part>,
    /// How many connections to the database.
    pub connections: u32,
    /// Whom to tell of a security fault.
    pub security_contact: Option<String>,
    /// The address mails come from; none: `samrum@` and the public address's host.
    pub mail_from: Option<String>,
    /// How logs are written.
    pub log_format: LogFormat,
    /// The server mails are sent through; none: they are put into files.
    pub smtp: Option<Smtp>,
    /// LibreOffice, which makes Office files into pages; none: they are shown as they are read.
    pub soffice: Option<PathBuf>,
    /// The search server; none: search is in this process.
    pub hosted_search: Option<HostedConfig>,
    /// How many threads answer HTTP.
    pub workers: usize,
    /// Made to be tried out: demo data, its people's password printed, loopback only.
    pub demo: bool,
    /// Hashing as cheap as can be, and limits that are not met: for tests.
    pub hurried: bool,
    /// The program that reads files in a child process; none: this one.
    pub extractor: Option<PathBuf>,
    /// How long making pages of a file may take, where it is not the usual time: for tests.
    pub paging_limit: Option<Duration>,
}

impl Config {
    /// The defaults, over a data folder.
    #[must_use]
    pub fn in_folder(data: impl Into<PathBuf>) -> Self {
        let data = data.into();
        Self {
            database_url: sqlite_url(&data),
            data,
            address: SocketAddr::from(([127, 0, 0, 1], 8080)),
            internal_address: None,
            public_url: None,
            max_upload: 512 * 1024 * 1024,
            trusted_proxies: Vec::new(),
            parts: all_parts(),
            connections: 8,
            security_contact: None,
            smtp: None,
            mail_from: None,
            hosted_search: None,
            soffice: None,
            log_format: LogFormat::Text,
            workers: std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            demo: false,
            hurried: false,
            extractor: None,
            paging_limit: None,
        }
    }

    /// Settles what was set where, and checks it.
    ///
    /// # Errors
    /// For a file that can't be read or has an unknown setting, and for values that can't be.
    pub fn settle(settings: &Settings) -> anyhow::Result<Self> {
        let mut file = match &settings.config {
            None => File::default(),
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("in {}", path.display()))?
            }
        };
        let mail = settings.mail.clone().or(file.mail());
        let search = settings.search.clone().or(file.search());
        let office = OfficeSettings { soffice: settings.office.soffice.clone().or(file.soffice.take()) };
        let data = settings.data.clone().or(file.data).unwrap_or_else(|| "data".into());
        let defaults = Self::in_folder(data);
        if settings.database_url.is_some() && settings.database_url_file.is_some() {
            bail!("the database is named twice: by database_url and by database_url_file");
        }
        if file.database_url.is_some() && file.database_url_file.is_some() {
            bail!("the file names the database twice: by database_url and by database_url_file");
        }
        let from_file = settings.database_url_file.clone().or(file.database_url_file);
        let secret = match from_file {
            Some(path) => Some(secret(&path)?),
            None => None,
        };
        let config = Self {
            address: settings.address.or(file.address).unwrap_or(defaults.address),
            internal_address: settings.internal_address.or(file.internal_address),
            database_url: settings
                .database_url
                .clone()
                .or(secret)
                .or(file.database_url)
                .unwrap_or_else(|| defaults.database_url.clone()),
            public_url: settings.public_url.clone().or(file.public_url),
            max_upload: settings.max_upload.or(file.max_upload).unwrap_or(defaults.max_upload),
            trusted_proxies: settings.trusted_proxies.clone().or(file.trusted_proxies).unwrap_or_default(),
            parts: settings.parts.clone().or(file.parts).map_or_else(all_parts, |parts| parts.into_iter().collect()),
            connections: settings.connections.or(file.connections).unwrap_or(defaults.connections),
            security_contact: settings.security_contact.clone().or(file.security_contact),
            smtp: mail.smtp()?,
            mail_from: mail.mail_from,
            hosted_search: search.hosted()?,
            soffice: office.program()?,
            log_format: settings.log_format.or(file.log_format).unwrap_or_default(),
            ..defaults
        };
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        let known = ["sqlite:", "postgres://", "postgresql://"];
        if !known.iter().any(|scheme| self.database_url.starts_with(scheme)) {
            bail!("the database address must begin with sqlite:, postgres:// or postgresql://");
        }
        if let Some(url) = &self.public_url {
            auth::Config::new(url)?;
        }
        for network in &self.trusted_proxies {
            network.parse::<auth::Network>()?;
        }
        let reachable = |contact: &String| {
            (contact.starts_with("mailto:") || contact.starts_with("https://"))
                && !contact.contains(char::is_whitespace)
        };
        if !self.security_contact.as_ref().is_none_or(reachable) {
            bail!("the security contact must begin with mailto: or https://");
        }
        if !self.mail_from.as_deref().is_none_or(notifier::is_sender) {
            bail!("mail_from must be an e-mail address");
        }
        if self.parts.is_empty() {
            bail!("a node without parts does nothing");
        }
        if !(1..=200).contains(&self.connections) {
            bail!("connections must be 1–200");
        }
        Ok(())
    }

    /// Where the bytes of documents are.
    #[must_use]
    pub fn blobs(&self) -> PathBuf {
        self.data.join("blobs")
    }

    /// Where the search index is.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.data.join("index")
    }

    /// Where files are made into pages; empty while none is.
    #[must_use]
    pub fn paging(&self) -> PathBuf {
        self.data.join("paging")
    }

    /// Where mails are put while no mail server is configured.
    #[must_use]
    pub fn mail(&self) -> PathBuf {
        self.data.join("mail")
    }
}

fn all_parts() -> BTreeSet<Part> {
    BTreeSet::from([Part::Api, Part::Realtime, Part::Indexer, Part::Notifier])
}

fn sqlite_url(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("samrum.sqlite").display())
}

pub(crate) fn secret(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_file_and_the_file_before_defaults() {
        let folder = std::env::temp_dir().join(format!("samrum-config-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("samrum.toml");
        std::fs::write(&path, "address = \"127.0.0.1:1\"\nmax_upload = 5\n").expect("written");
        let settings =
            Settings { config: Some(path.clone()), address: "127.0.0.1:2".parse().ok(), ..Settings::default() };
        let config = Config::settle(&settings).expect("settled");
        assert_eq!(config.address.port(), 2);
        assert_eq!(config.max_upload, 5);
        assert_eq!(config.connections, 8);
        std::fs::write(&path, "adress = 1").expect("written");
        assert!(Config::settle(&settings).is_err(), "a misspelt setting is told");
        std::fs::remove_dir_all(folder).expect("removed");
    }

    #[test]
    fn passwords_are_not_shown() {
        let hosted = HostedConfig {
            url: "http://samrum:hemligt@meili:7700".into(),
            key: Some("hemligt".into()),
            index: "samrum".into(),
            patience: Duration::from_secs(1),
        };
        let config = Config {
            database_url: "postgres://samrum:hemligt@db/samrum".into(),
            hosted_search: Some(hosted),
            ..Config::in_folder("data")
        };
        let shown = shown(&config).expect("shown");
        assert!(!shown.contains("hemligt") && shown.contains("samrum:…@db") && shown.contains(":…@meili"), "{shown}");
    }
}
