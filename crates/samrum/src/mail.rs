//! The settings of mail: a server, the account there, and how the connection is made secret.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use notifier::{Server, Tls, Way};
use serde::{Deserialize, Serialize};

use crate::config::{Config, secret};

/// For how long each step of handing a mail over is waited for, where nothing else is asked.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How the connection to the mail server is made secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmtpTls {
    /// From the first byte (port 465).
    Tls,
    /// By STARTTLS (port 587); a server without it gets nothing.
    Starttls,
    /// Not at all: only for a server on this machine (port 25).
    None,
}

/// What can be set for mail, by flag, environment or file.
#[derive(Args, Clone, Debug, Default)]
pub struct MailSettings {
    /// The mail server, such as `smtps://user:password@mail.example.se`; without one mails are put into files.
    /// `smtp://` uses STARTTLS.
    #[arg(long, env = "SAMRUM_SMTP_URL", global = true, value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The mail server's name, instead of `smtp_url`.
    #[arg(long, env = "SAMRUM_SMTP_HOST", global = true, value_name = "HOST")]
    pub smtp_host: Option<String>,
    /// Its port; without it that of the way the connection is made secret.
    #[arg(long, env = "SAMRUM_SMTP_PORT", global = true, value_name = "PORT")]
    pub smtp_port: Option<u16>,
    /// The account there.
    #[arg(long, env = "SAMRUM_SMTP_USER", global = true, value_name = "NAME")]
    pub smtp_user: Option<String>,
    /// A file that holds the account's password.
    #[arg(long, env = "SAMRUM_SMTP_PASSWORD_FILE", global = true, value_name = "FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// How the connection is made secret.
    #[arg(long, env = "SAMRUM_SMTP_TLS", global = true, value_name = "MODE")]
    pub smtp_tls: Option<SmtpTls>,
    /// A file with a certificate (PEM) to trust besides those the machine trusts.
    #[arg(long, env = "SAMRUM_SMTP_CERTIFICATE", global = true, value_name = "FILE")]
    pub smtp_certificate: Option<PathBuf>,
    /// The address mails come from.
    #[arg(long, env = "SAMRUM_MAIL_FROM", global = true, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
}

/// A mail server that has been settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is made secret.
    pub tls: SmtpTls,
    /// The account there.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<String>,
    /// A certificate to trust besides those the machine trusts.
    pub certificate: Option<PathBuf>,
    /// For how long each step of handing a mail over is waited for.
    pub patience: Duration,
}

impl MailSettings {
    /// These, and where nothing is set, the others. A server named by flags is not mixed with one named in a file.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let mail_from = self.mail_from.clone().or(others.mail_from.clone());
        let names_server = self.smtp_url.is_some() || self.smtp_host.is_some();
        let server = if names_server { Self::default() } else { others };
        Self {
            smtp_url: self.smtp_url.or(server.smtp_url),
            smtp_host: self.smtp_host.or(server.smtp_host),
            smtp_port: self.smtp_port.or(server.smtp_port),
            smtp_user: self.smtp_user.or(server.smtp_user),
            smtp_password_file: self.smtp_password_file.or(server.smtp_password_file),
            smtp_tls: self.smtp_tls.or(server.smtp_tls),
            smtp_certificate: self.smtp_certificate.or(server.smtp_certificate),
            mail_from,
        }
    }

    /// The server they come to; none where none is named.
    ///
    /// # Errors
    /// For an address that can't be read, a password without a user, and a password that would go in clear text over
    /// a network.
    pub fn smtp(&self) -> anyhow::Result<Option<Smtp>> {
        let found = match (&self.smtp_url, &self.smtp_host) {
            (Some(_), Some(_)) => bail!("the mail server is named twice: by smtp_url and by smtp_host"),
            (Some(url), None) => from_url(url)?,
            (None, Some(host)) => {
                let tls = self.smtp_tls.unwrap_or(SmtpTls::Starttls);
                let password = self.smtp_password_file.as_deref().map(secret).transpose()?;
                Smtp {
                    host: host.clone(),
                    port: self.smtp_port.unwrap_or(port_of(tls)),
                    tls,
                    user: self.smtp_user.clone(),
                    password,
                    certificate: None,
                    patience: PATIENCE,
                }
            }
            (None, None) => {
                let any = self.smtp_port.is_some() || self.smtp_user.is_some() || self.smtp_password_file.is_some();
                if any {
                    bail!("smtp_host is missing");
                }
                return Ok(None);
            }
        };
        let smtp = Smtp {
            user: found.user.or_else(|| self.smtp_user.clone()),
            password: match (found.password, &self.smtp_password_file) {
                (None, Some(path)) => Some(secret(path)?),
                (password, _) => password,
            },
            tls: self.smtp_tls.unwrap_or(found.tls),
            certificate: self.smtp_certificate.clone(),
            ..found
        };
        if smtp.user.is_some() != smtp.password.is_some() {
            bail!("the mail server's account needs a user and a password (smtp_user and smtp_password_file)");
        }
        if smtp.tls == SmtpTls::None && smtp.password.is_some() && !is_here(&smtp.host) {
            bail!("a password is not sent in clear text over a network: set smtp_tls to tls or starttls");
        }
        if let Some(path) = &smtp.certificate {
            std::fs::metadata(path).with_context(|| format!("reading {}", path.display()))?;
        }
        Ok(Some(smtp))
    }
}

/// `smtp://` or `smtps://`, `user:password@`, host, `:port`.
fn from_url(url: &str) -> anyhow::Result<Smtp> {
    let (tls, rest) = match (url.strip_prefix("smtps://"), url.strip_prefix("smtp://")) {
        (Some(rest), _) => (SmtpTls::Tls, rest),
        (None, Some(rest)) => (SmtpTls::Starttls, rest),
        (None, None) => bail!("smtp_url must begin with smtp:// or smtps://"),
    };
    let rest = rest.trim_end_matches('/');
    let (account, server) = match rest.rsplit_once('@') {
        Some((account, server)) => (Some(account), server),
        None => (None, rest),
    };
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') => {
            (host, port.parse().context("the port of smtp_url is no number")?)
        }
        _ => (server, port_of(tls)),
    };
    if host.is_empty() || host.contains(['/', '?', '#']) {
        bail!("smtp_url names no server");
    }
    let (user, password) = match account.map(|account| account.split_once(':').unwrap_or((account, ""))) {
        Some((user, "")) => (Some(decoded(user)?), None),
        Some((user, password)) => (Some(decoded(user)?), Some(decoded(password)?)),
        None => (None, None),
    };
    Ok(Smtp { host: host.to_owned(), port, tls, user, password, certificate: None, patience: PATIENCE })
}

/// Percent-encoding undone: a password may hold what an address may not.
fn decoded(text: &str) -> anyhow::Result<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (b'%', [a, b, after @ ..]) => {
                let hex = [*a, *b];
                let hex = std::str::from_utf8(&hex).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
                bytes.push(hex.context("smtp_url holds a % that encodes nothing")?);
                after
            }
            (b'%', _) => bail!("smtp_url holds a % that encodes nothing"),
            (byte, after) => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8(bytes).context("smtp_url is not UTF-8")
}

fn port_of(tls: SmtpTls) -> u16 {
    match tls {
        SmtpTls::Tls => 465,
        SmtpTls::Starttls => 587,
        SmtpTls::None => 25,
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What the notifier is started with.
pub(crate) fn config(config: &Config, public_url: &str) -> notifier::Config {
    let mut mail = notifier::Config::new(public_url, config.mail());
    if let Some(sender) = &config.mail_from {
        mail.sender = sender.clone();
    }
    // a demo's people are invented: nothing is ever sent to their addresses
    if let Some(smtp) = config.smtp.as_ref().filter(|_| !config.demo) {
        mail.way = Way::Server(server(smtp));
    }
    mail.readable = config.demo;
    if config.hurried {
        mail.delay = chrono::TimeDelta::zero();
    } else if config.demo {
        // who tries it wants to see it
        mail.delay = chrono::TimeDelta::seconds(5);
    }
    mail
}

fn server(smtp: &Smtp) -> Server {
    Server {
        host: smtp.host.clone(),
        port: smtp.port,
        tls: match smtp.tls {
            SmtpTls::Tls => Tls::Implicit,
            SmtpTls::Starttls => Tls::Starttls,
            SmtpTls::None => Tls::None,
        },
        credentials: smtp.user.clone().zip(smtp.password.clone()),
        certificate: smtp.certificate.clone(),
        patience: smtp.patience,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(url: &str) -> MailSettings {
        MailSettings { smtp_url: Some(url.into()), ..MailSettings::default() }
    }

    #[test]
    fn a_url_says_it_all() {
        let smtp = url("smtps://anna:hem%40ligt@mail.exempel.se").smtp().expect("settled").expect("a server");
        assert_eq!((smtp.host.as_str(), smtp.port, smtp.tls), ("mail.exempel.se", 465, SmtpTls::Tls));
        assert_eq!((smtp.user.as_deref(), smtp.password.as_deref()), (Some("anna"), Some("hem@ligt")));
        let smtp = url("smtp://mail.exempel.se:2525/").smtp().expect("settled").expect("a server");
        assert_eq!((smtp.port, smtp.tls, smtp.user), (2525, SmtpTls::Starttls, None));
        assert_eq!(MailSettings::default().smtp().expect("settled"), None);
    }

    #[test]
    fn what_can_not_be_is_told() {
        for wrong in ["http://mail.exempel.se", "smtp://", "smtp://a:b@", "smtp://h:x", "smtp://a:%zz@h", "smtp://a@h"]
        {
            assert!(url(wrong).smtp().is_err(), "{wrong}");
        }
        let host = MailSettings { smtp_host: Some("mail.exempel.se".into()), ..MailSettings::default() };
        assert!(MailSettings { smtp_user: Some("anna".into()), ..host.clone() }.smtp().is_err(), "no password");
        assert!(MailSettings { smtp_url: Some("smtp://h".into()), ..host }.smtp().is_err(), "named twice");
        let clear = MailSettings { smtp_tls: Some(SmtpTls::None), ..url("smtp://a:b@mail.exempel.se") };
        assert!(clear.smtp().is_err(), "a password in clear text");
        let here = MailSettings { smtp_tls: Some(SmtpTls::None), ..url("smtp://a:b@127.0.0.1:25") };
        assert!(here.smtp().is_ok());
        assert!(MailSettings { smtp_port: Some(25), ..MailSettings::default() }.smtp().is_err(), "a port of nothing");
    }

    #[test]
    fn a_server_named_by_flags_is_not_mixed_with_one_in_a_file() {
        let file = MailSettings { mail_from: Some("a@exempel.se".into()), ..url("smtp://a:b@mail.exempel.se") };
        let flags = MailSettings { smtp_host: Some("localhost".into()), ..MailSettings::default() };
        let both = flags.or(file);
        let smtp = both.smtp().expect("settled").expect("a server");
        assert_eq!((smtp.host.as_str(), smtp.user), ("localhost", None));
        assert_eq!(both.mail_from.as_deref(), Some("a@exempel.se"));
    }
}
