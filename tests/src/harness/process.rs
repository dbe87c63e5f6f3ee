//! The real binary as a child process, to be killed.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use samrum::config::Config;

use super::Client;
use super::node::program;

/// The longest a child may take to begin or to end. Long, because a machine may be busy, and a demo is made first.
const LIMIT: Duration = Duration::from_secs(180);

/// `samrum serve` or `samrum demo`, ended with the test at the latest.
pub struct Process {
    child: Child,
    url: String,
}

impl Process {
    /// Serves the folder and database of a configuration.
    pub fn serve(config: &Config) -> Self {
        Self::serve_folder(&config.data, &config.database_url)
    }

    /// The same, set otherwise by these arguments.
    pub fn serve_set(config: &Config, arguments: &[&str]) -> Self {
        Self::begin(&config.data, &config.database_url, &[], arguments, "serve")
    }

    /// The same, in a process whose environment says this too.
    pub fn serve_where(config: &Config, environment: &[(&str, &str)], arguments: &[&str]) -> Self {
        Self::begin(&config.data, &config.database_url, environment, arguments, "serve")
    }

    /// Serves a folder and a database.
    pub fn serve_folder(data: &Path, database_url: &str) -> Self {
        Self::begin(data, database_url, &[], &[], "serve")
    }

    /// Serves a folder of demo data, which is made where there is none.
    pub fn demo(data: &Path, database_url: &str) -> Self {
        Self::begin(data, database_url, &[], &[], "demo")
    }

    fn begin(data: &Path, database_url: &str, environment: &[(&str, &str)], arguments: &[&str], what: &str) -> Self {
        let mut child = command(data, database_url)
            .envs(environment.iter().copied())
            .args(["--address", "127.0.0.1:0"])
            .args(arguments)
            .arg(what)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let stdout = child.stdout.take().expect("its output");
        let (told, said) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            // read to the end, so that the child never writes into a broken pipe
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                drop(told.send(line));
            }
        });
        let until = Instant::now() + LIMIT;
        let url = loop {
            let line = said.recv_timeout(until.saturating_duration_since(Instant::now())).expect("it listens");
            if let Some((_, address)) = line.split_once("http://") {
                break format!("http://{}", address.trim());
            }
        };
        Self { child, url }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client of it with a token of before.
    pub fn client(&self, token: &str) -> Client {
        Client::new(&self.url).with_token(token)
    }

    /// The most memory it has held at once, in KiB.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// `kill -9`: nothing is told, nothing is finished.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }

    /// Asks it to stop.
    pub fn terminate(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("asked");
        assert!(asked.success());
    }

    /// Waits for its end.
    pub async fn ended(mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status;
            }
            assert!(began.elapsed() < LIMIT, "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Runs another command of the program to its end and gives what it printed.
    pub fn run(data: &Path, database_url: &str, arguments: &[&str]) -> (bool, String) {
        Self::run_told(data, database_url, arguments, "")
    }

    /// The same, with something to read on standard input.
    pub fn run_told(data: &Path, database_url: &str, arguments: &[&str], input: &str) -> (bool, String) {
        Self::to_its_end(command(data, database_url).args(arguments), input)
    }

    /// Runs a command in a process whose environment says this too.
    pub fn run_where(config: &Config, environment: &[(&str, &str)], arguments: &[&str]) -> (bool, String) {
        let mut command = command(&config.data, &config.database_url);
        Self::to_its_end(command.envs(environment.iter().copied()).args(arguments), "")
    }

    fn to_its_end(command: &mut Command, input: &str) -> (bool, String) {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run");
        let mut stdin = child.stdin.take().expect("its input");
        // a command that asks for nothing may have ended before it is told anything
        drop(stdin.write_all(input.as_bytes()));
        drop(stdin);
        let output = child.wait_with_output().expect("ended");
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&text).into_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // one that has ended already is no fault
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn command(data: &Path, database_url: &str) -> Command {
    let program: PathBuf = program();
    let mut command = Command::new(program);
    // nothing of the machine's own settings
    let ours = std::env::vars().filter(|(name, _)| name.starts_with("SAMRUM_")).map(|(name, _)| name);
    for name in ours {
        command.env_remove(name);
    }
    command.env("SAMRUM_SOFFICE", "off");
    command.env("RUST_LOG", std::env::var("RUST_LOG").unwrap_or_else(|_| "error".into()));
    command.arg("--data").arg(data).args(["--database-url", database_url]);
    command
}
