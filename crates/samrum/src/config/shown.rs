//! What is in force, each setting under the name it has in a file: what is printed can be one. Passwords and keys are
//! left out.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

use serde::Serialize;

use super::{Config, LogFormat, Part};
use crate::mail::SmtpTls;
use crate::office::OFF;

#[derive(Serialize)]
struct Shown<'a> {
    data: &'a Path,
    address: SocketAddr,
    internal_address: Option<SocketAddr>,
    database_url: String,
    public_url: Option<&'a str>,
    max_upload: u64,
    trusted_proxies: &'a [String],
    parts: &'a BTreeSet<Part>,
    connections: u32,
    security_contact: Option<&'a str>,
    smtp_host: Option<&'a str>,
    smtp_port: Option<u16>,
    smtp_user: Option<&'a str>,
    smtp_tls: Option<SmtpTls>,
    smtp_certificate: Option<&'a Path>,
    mail_from: Option<&'a str>,
    search_url: Option<String>,
    search_index: Option<&'a str>,
    soffice: &'a Path,
    log_format: LogFormat,
}

/// As TOML, for people to read.
///
/// # Errors
/// For a path that is no text.
pub fn shown(config: &Config) -> anyhow::Result<String> {
    let (smtp, search) = (config.smtp.as_ref(), config.hosted_search.as_ref());
    let shown = Shown {
        data: &config.data,
        address: config.address,
        internal_address: config.internal_address,
        database_url: without_password(&config.database_url),
        public_url: config.public_url.as_deref(),
        max_upload: config.max_upload,
        trusted_proxies: &config.trusted_proxies,
        parts: &config.parts,
        connections: config.connections,
        security_contact: config.security_contact.as_deref(),
        smtp_host: smtp.map(|smtp| smtp.host.as_str()),
        smtp_port: smtp.map(|smtp| smtp.port),
        smtp_user: smtp.and_then(|smtp| smtp.user.as_deref()),
        smtp_tls: smtp.map(|smtp| smtp.tls),
        smtp_certificate: smtp.and_then(|smtp| smtp.certificate.as_deref()),
        mail_from: config.mail_from.as_deref(),
        search_url: search.map(|search| without_password(&search.url)),
        search_index: search.map(|search| search.index.as_str()),
        // without the word it would be looked for again
        soffice: config.soffice.as_deref().unwrap_or(Path::new(OFF)),
        log_format: config.log_format,
    };
    let mut text = toml::to_string(&shown)?;
    // whoever keeps it as a file is to know what is missing
    if smtp.is_some_and(|smtp| smtp.password.is_some()) {
        text.push_str("# smtp_password_file: there is a password, which is not shown\n");
    }
    if search.is_some_and(|search| search.key.is_some()) {
        text.push_str("# search_key_file: there is a key, which is not shown\n");
    }
    Ok(text)
}

fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => match url[scheme + 3..at].split_once(':') {
            Some((user, _)) => format!("{}://{user}:…{}", &url[..scheme], &url[at..]),
            None => url.to_owned(),
        },
        _ => url.to_owned(),
    }
}
