//! Handing mails to a mail server, in steps: up to the last, whatever goes wrong may be tried again; once the server has
//! been given the end of the mail, only its answer says whether it arrived.

use std::path::PathBuf;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

/// How the connection is made secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (RFC 8314).
    Implicit,
    /// By STARTTLS before anything is told; a server without it is told nothing.
    Starttls,
    /// Not at all: for a server on the same machine.
    None,
}

/// A mail server.
#[derive(Clone)]
pub struct Server {
    /// Its name, which its certificate has to hold.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is made secret.
    pub tls: Tls,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// A certificate (PEM) to trust besides those the machine trusts.
    pub certificate: Option<PathBuf>,
    /// For how long each step is waited for.
    pub patience: Duration,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({:?})", self.host, self.port, self.tls)
    }
}

/// What went wrong before the mail had been given away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The server can't be reached, or takes no mail at all now: nobody's fault in particular.
    Unreachable(String),
    /// It does not take this mail now.
    ForNow(String),
    /// It does not take this mail.
    ForGood(String),
}

/// What became of a mail whose end the server has been given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The server has taken it.
    Taken,
    /// It said that it has not.
    Not(Refused),
    /// It said nothing.
    Unknown(String),
}

/// A server that has said it will take a mail to one recipient, and waits for it.
pub(crate) struct Waiting {
    connection: AsyncSmtpConnection,
    patience: Duration,
}

impl Server {
    /// Connects, and names sender and recipient.
    pub(crate) async fn begin(&self, from: &Address, to: &Address) -> Result<Waiting, Refused> {
        let mut connection = self.connect().await?;
        let told = async {
            connection.command(Mail::new(Some(from.clone()), Vec::new())).await.map_err(|error| whole(&error))?;
            connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| this_mail(&error))?;
            connection.command(Data).await.map_err(|error| this_mail(&error))
        };
        match timeout(self.patience, told).await {
            Ok(Ok(_)) => Ok(Waiting { connection, patience: self.patience }),
            Ok(Err(refused)) => {
                goodbye(connection).await;
                Err(refused)
            }
            Err(_) => Err(Refused::Unreachable("the server did not answer in time".into())),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Refused> {
        let hello = ClientId::default();
        let (implicit, starttls) = match self.tls {
            Tls::Implicit => (Some(self.parameters().await?), None),
            Tls::Starttls => (None, Some(self.parameters().await?)),
            Tls::None => (None, None),
        };
        let connecting = async {
            let server = (self.host.as_str(), self.port);
            let mut connection =
                AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &hello, implicit, None).await?;
            if let Some(parameters) = starttls {
                connection.starttls(parameters, &hello).await?;
            }
            if let Some((user, password)) = &self.credentials {
                let known = [Mechanism::Plain, Mechanism::Login];
                connection.auth(&known, &Credentials::new(user.clone(), password.clone())).await?;
            }
            Ok::<_, lettre::transport::smtp::Error>(connection)
        };
        match timeout(self.patience, connecting).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => Err(whole(&error)),
            Err(_) => Err(Refused::Unreachable("the server did not answer in time".into())),
        }
    }

    async fn parameters(&self) -> Result<TlsParameters, Refused> {
        let unusable = |error: &dyn std::fmt::Display| Refused::Unreachable(format!("the certificate: {error}"));
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.certificate {
            let pem = tokio::fs::read(path).await.map_err(|error| unusable(&error))?;
            builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| unusable(&error))?);
        }
        builder.build().map_err(|error| unusable(&error))
    }
}

impl Waiting {
    /// Gives the mail.
    pub(crate) async fn give(mut self, message: &[u8]) -> Outcome {
        let outcome = match timeout(self.patience, self.connection.message(message)).await {
            Ok(Ok(_)) => Outcome::Taken,
            // an answer is an answer
            Ok(Err(error)) if error.status().is_some() => Outcome::Not(this_mail(&error)),
            Ok(Err(error)) => return Outcome::Unknown(told(&error)),
            Err(_) => return Outcome::Unknown("the server did not answer in time".into()),
        };
        goodbye(self.connection).await;
        outcome
    }
}

/// The server is told that this was all; whether it hears it does not matter.
async fn goodbye(mut connection: AsyncSmtpConnection) {
    drop(timeout(Duration::from_secs(2), connection.quit()).await);
}

/// Where nothing has been said of a recipient yet, it is about the server.
fn whole(error: &lettre::transport::smtp::Error) -> Refused {
    Refused::Unreachable(told(error))
}

fn this_mail(error: &lettre::transport::smtp::Error) -> Refused {
    match error.status() {
        Some(_) if error.is_permanent() => Refused::ForGood(told(error)),
        Some(_) => Refused::ForNow(told(error)),
        None => Refused::Unreachable(told(error)),
    }
}

/// The error with its causes, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}
