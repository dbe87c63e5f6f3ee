//! A node of one's own: its folder, database and clock.

use std::path::PathBuf;

use chrono::{Days, TimeDelta};
use domain::clock::{Clock, start_of};
use domain::store::Store;
use samrum::assembly::{self, Running};
use samrum::config::Config;
use tempfile::TempDir;

use super::{Client, database};

/// A running node that goes with the test.
pub struct Node {
    running: Option<Running>,
    config: Config,
    /// The node's clock, to be moved.
    pub clock: Clock,
    folder: TempDir,
}

impl Node {
    /// Starts a node with an empty database.
    pub async fn start() -> Self {
        Self::start_with(|config| config).await
    }

    /// Starts a node whose configuration has been changed.
    pub async fn start_with(change: impl FnOnce(Config) -> Config) -> Self {
        let folder = TempDir::new().expect("a folder");
        let config = change(Config {
            address: "127.0.0.1:0".parse().expect("an address"),
            workers: 1,
            connections: 4,
            hurried: true,
            extractor: Some(program()),
            ..database::prepared(folder.path()).await
        });
        let clock = Clock::default();
        good_time(&clock, &config).await;
        let mut node = Self { running: None, config, clock, folder };
        node.begin().await;
        node
    }

    async fn begin(&mut self) {
        let running = assembly::start(self.config.clone(), self.clock.clone()).await.expect("started");
        self.running = Some(running);
    }

    /// Stops it and starts it again over the same folder and database.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.begin().await;
    }

    /// The same with another configuration.
    pub async fn restart_with(&mut self, change: impl FnOnce(Config) -> Config) {
        self.stop().await;
        self.config = change(self.config.clone());
        self.begin().await;
    }

    /// Stops it.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("running")
    }

    /// Its database, for setting things up as the installation itself.
    pub fn store(&self) -> &Store {
        &self.running().store
    }

    /// Its address, without a slash at its end.
    pub fn url(&self) -> String {
        self.running().url()
    }

    /// The folder everything is kept in.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Its configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url())
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        database::left(&self.config);
    }
}

/// Nothing begins right before midnight in Sweden: what a test calls today would be yesterday before it is answered. Where
/// mails go to a server it is after the digests of the morning rather than a few hours before them: a test that lets hours
/// pass would get the week's beside the mails it waits for.
async fn good_time(clock: &Clock, config: &Config) {
    let midnight = start_of(clock.today() + Days::new(1));
    if midnight - clock.now() < TimeDelta::minutes(1) {
        clock.sleep_until(midnight).await;
    }
    let left = start_of(clock.today()) + TimeDelta::hours(7) - clock.now();
    if config.smtp.is_some() && left > TimeDelta::zero() && left < TimeDelta::hours(4) {
        clock.advance((left + TimeDelta::minutes(1)).to_std().expect("a time ahead"));
    }
}

/// The binary, which reads files in child processes and is killed in some tests. `make test` has built it.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this test's path");
    let target = test.parent().and_then(|deps| deps.parent()).expect("the target folder");
    let program = target.join("samrum");
    assert!(program.exists(), "{} is missing: `cargo build --bin samrum` first (`make test` does)", program.display());
    program
}
