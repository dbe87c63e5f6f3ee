//! Which search engine: the one in this process, or Meilisearch beside it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use search::{Engine, HostedConfig};

use crate::config::{Config, secret};

/// How long a task of the server may take: a large batch on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// What can be set for search, by flag, environment or file.
#[derive(Args, Clone, Debug, Default)]
pub struct SearchSettings {
    /// A Meilisearch server, such as `http://127.0.0.1:7700`; without one search is in this process.
    #[arg(long, env = "SAMRUM_SEARCH_URL", global = true, value_name = "URL")]
    pub search_url: Option<String>,
    /// A file that holds a key that may do everything with the index.
    #[arg(long, env = "SAMRUM_SEARCH_KEY_FILE", global = true, value_name = "FILE")]
    pub search_key_file: Option<PathBuf>,
    /// The key itself, where there is no file.
    #[arg(long, env = "SAMRUM_SEARCH_KEY", global = true, value_name = "KEY", hide_env_values = true)]
    pub search_key: Option<String>,
    /// What the index is called there.
    #[arg(long, env = "SAMRUM_SEARCH_INDEX", global = true, value_name = "NAME")]
    pub search_index: Option<String>,
}

impl SearchSettings {
    /// These, and where they say nothing those. A key takes the place of a file that holds one, and the other way round.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let names_key = self.search_key.is_some() || self.search_key_file.is_some();
        let key = if names_key { Self::default() } else { other.clone() };
        Self {
            search_url: self.search_url.or(other.search_url),
            search_key_file: self.search_key_file.or(key.search_key_file),
            search_key: self.search_key.or(key.search_key),
            search_index: self.search_index.or(other.search_index),
        }
    }

    /// The server, where one is named.
    ///
    /// # Errors
    /// For an address or name that can't be, and a key that can't be read.
    pub fn hosted(&self) -> anyhow::Result<Option<HostedConfig>> {
        let Some(url) = &self.search_url else {
            if self.search_key.is_some() || self.search_key_file.is_some() || self.search_index.is_some() {
                bail!("search_url is missing");
            }
            return Ok(None);
        };
        if !url.starts_with("http://") && !url.starts_with("https://") {
            bail!("search_url must begin with http:// or https://");
        }
        let key = match (&self.search_key, &self.search_key_file) {
            (Some(_), Some(_)) => bail!("the key of Meilisearch is given twice"),
            (key, None) => key.clone(),
            (None, Some(file)) => Some(secret(file)?),
        };
        let index = self.search_index.clone().unwrap_or_else(|| "samrum".to_owned());
        if index.is_empty() || !index.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            bail!("search_index may hold letters, digits, - and _");
        }
        Ok(Some(HostedConfig { url: url.clone(), key, index, patience: PATIENCE }))
    }
}

/// Opens the engine that is configured. A server need not be there yet.
///
/// # Errors
/// When the index folder can't be opened.
pub async fn open(config: &Config) -> anyhow::Result<Engine> {
    match &config.hosted_search {
        Some(hosted) => Engine::hosted(hosted.clone()).context("the search server"),
        None => Ok(Engine::embedded(config.index()).await?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_whole_or_not_at_all() {
        assert!(SearchSettings::default().hosted().expect("settled").is_none());
        let named = SearchSettings { search_url: Some("http://meili:7700".into()), ..SearchSettings::default() };
        assert_eq!(named.hosted().expect("settled").expect("a server").index, "samrum");
        let key = SearchSettings { search_key: Some("hemligt".into()), ..SearchSettings::default() };
        assert!(key.hosted().is_err(), "a key of nothing");
        let of_file = SearchSettings { search_key_file: Some("/nowhere".into()), ..named.clone() };
        let both = SearchSettings { search_key: Some("hemligt".into()), ..SearchSettings::default() }.or(of_file);
        assert_eq!(both.hosted().expect("settled").expect("a server").key.as_deref(), Some("hemligt"));
        let odd = SearchSettings { search_index: Some("a/b".into()), ..named };
        assert!(odd.hosted().is_err());
    }
}
