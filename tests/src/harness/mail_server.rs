//! A small real mail server on loopback (RFC 5321), that can misbehave in the ways mail servers do.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::eventually;

/// What the server does with one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// Takes what comes.
    Take,
    /// Takes the connection and says nothing at all.
    Hang,
    /// Has no time for anybody: 421 instead of a greeting.
    Busy,
    /// Does not take the recipient now (4xx).
    NotNow,
    /// Does not take the recipient at all (5xx).
    Never,
    /// Breaks off before it has been given a mail.
    CutBeforeData,
    /// Takes the whole mail, keeps it, and breaks off without a word.
    CutAfterData,
    /// Takes the whole mail and says nothing more.
    HangAfterData,
    /// Has read the whole mail and refuses it for now.
    RefuseAfterData,
}

/// A mail the server has been given to its end.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// The whole of it, lines ended by CRLF.
    pub mail: String,
    /// The connection was secret when it came.
    pub secret: bool,
    /// Who had signed in.
    pub user: Option<String>,
}

impl Received {
    /// A header, unfolded, encoded words decoded; empty where there is none.
    pub fn header(&self, name: &str) -> String {
        let head = self.mail.split("\r\n\r\n").next().expect("headers").replace("\r\n ", " ");
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        line.unwrap_or_default()
    }

    pub fn subject(&self) -> String {
        self.parsed(|mail| mail.subject().unwrap_or_default().to_owned())
    }

    pub fn text(&self) -> String {
        self.parsed(|mail| mail.body_text(0).expect("plain text").replace("\r\n", "\n"))
    }

    pub fn html(&self) -> String {
        self.parsed(|mail| mail.body_html(0).expect("HTML").replace("\r\n", "\n"))
    }

    fn parsed(&self, take: impl Fn(&mail_parser::Message<'_>) -> String) -> String {
        take(&mail_parser::MessageParser::default().parse(&self.mail).expect("a mail"))
    }

    /// The link that stops such mails: its path.
    pub fn stop_path(&self) -> String {
        let header = self.header("List-Unsubscribe");
        let url = header.trim_start_matches('<').trim_end_matches('>');
        url[url.find("/brev/").expect("a link")..].to_owned()
    }
}

/// The server.
#[derive(Clone)]
pub struct MailServer {
    pub port: u16,
    state: Arc<State>,
}

struct State {
    received: Mutex<Vec<Received>>,
    /// What to do with the next connections; the last for all after it.
    conduct: Mutex<VecDeque<Conduct>>,
    connections: Mutex<usize>,
    secret: Option<TlsAcceptor>,
    starttls: bool,
}

impl MailServer {
    /// One that takes what comes, in clear text.
    pub async fn start() -> Self {
        Self::begin(None, false).await
    }

    /// One that speaks only to who has a secret connection: from the first byte, or after STARTTLS.
    pub async fn secret(acceptor: TlsAcceptor, starttls: bool) -> Self {
        Self::begin(Some(acceptor), starttls).await
    }

    async fn begin(secret: Option<TlsAcceptor>, starttls: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            received: Mutex::default(),
            conduct: Mutex::new(VecDeque::from([Conduct::Take])),
            connections: Mutex::default(),
            secret,
            starttls,
        });
        let server = Self { port, state: Arc::clone(&state) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *state.connections.lock().expect("a count") += 1;
                tokio::spawn(serve(stream, Arc::clone(&state)));
            }
        });
        server
    }

    /// What to do with the next connections, one after the other; the last goes on.
    pub fn conduct(&self, conduct: impl IntoIterator<Item = Conduct>) {
        *self.state.conduct.lock().expect("conduct") = conduct.into_iter().collect();
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.received.lock().expect("mails").clone()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> usize {
        *self.state.connections.lock().expect("a count")
    }

    /// Waits for so many mails.
    pub async fn mails(&self, many: usize) -> Vec<Received> {
        eventually(&format!("{many} mails"), || async {
            let received = self.received();
            (received.len() >= many).then_some(received)
        })
        .await
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    let conduct = {
        let mut list = state.conduct.lock().expect("conduct");
        if list.len() > 1 { list.pop_front() } else { list.front().copied() }
    };
    let conduct = conduct.unwrap_or(Conduct::Take);
    // whoever breaks off breaks off: the next connection is another
    drop(match (&state.secret, state.starttls) {
        (Some(acceptor), false) => match acceptor.accept(stream).await {
            Ok(stream) => talk(stream, &state, conduct, true, true).await.map(drop),
            Err(error) => Err(error),
        },
        (Some(acceptor), true) => match talk(stream, &state, conduct, false, true).await {
            Ok(Some(stream)) => match acceptor.accept(stream).await {
                Ok(stream) => talk(stream, &state, conduct, true, false).await.map(drop),
                Err(error) => Err(error),
            },
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        },
        (None, _) => talk(stream, &state, conduct, false, true).await.map(drop),
    });
}

/// One dialogue; gives the connection back where it is to be made secret.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    state: &State,
    conduct: Conduct,
    secret: bool,
    greet: bool,
) -> std::io::Result<Option<S>> {
    let mut stream = BufReader::new(stream);
    if conduct == Conduct::Hang {
        std::future::pending::<()>().await;
    }
    if conduct == Conduct::Busy {
        stream.get_mut().write_all(b"421 busy\r\n").await?;
        return Ok(None);
    }
    if greet {
        stream.get_mut().write_all(b"220 prov ESMTP\r\n").await?;
    }
    let (mut from, mut to, mut user) = (String::new(), String::new(), None);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let argument = line.split_once([' ', ':']).map_or("", |(_, rest)| rest);
        let answer: &[u8] = match word.as_str() {
            "EHLO" if state.starttls && !secret => b"250-prov\r\n250 STARTTLS\r\n",
            "EHLO" => b"250-prov\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n",
            "STARTTLS" if state.starttls && !secret => {
                stream.get_mut().write_all(b"220 go ahead\r\n").await?;
                return Ok(Some(stream.into_inner()));
            }
            "AUTH" => match credentials(argument) {
                Some((name, password)) if password == "hemligt" => {
                    user = Some(name);
                    b"235 welcome\r\n"
                }
                _ => b"535 wrong\r\n",
            },
            "MAIL" if state.starttls && !secret => b"530 STARTTLS first\r\n",
            "MAIL" => {
                from = address(argument);
                b"250 ok\r\n"
            }
            "RCPT" => match conduct {
                Conduct::NotNow => b"451 later\r\n",
                Conduct::Never => b"550 no such person\r\n",
                _ => {
                    to = address(argument);
                    b"250 ok\r\n"
                }
            },
            "DATA" if conduct == Conduct::CutBeforeData => return Ok(None),
            "DATA" => {
                stream.get_mut().write_all(b"354 go ahead\r\n").await?;
                let mail = body(&mut stream).await?;
                if conduct == Conduct::RefuseAfterData {
                    b"452 full\r\n"
                } else {
                    let one = Received { from: from.clone(), to: to.clone(), mail, secret, user: user.clone() };
                    state.received.lock().expect("mails").push(one);
                    match conduct {
                        Conduct::CutAfterData => return Ok(None),
                        Conduct::HangAfterData => std::future::pending().await,
                        _ => b"250 taken\r\n",
                    }
                }
            }
            "RSET" | "NOOP" => b"250 ok\r\n",
            "QUIT" => {
                stream.get_mut().write_all(b"221 bye\r\n").await?;
                return Ok(None);
            }
            _ => b"500 what?\r\n",
        };
        stream.get_mut().write_all(answer).await?;
    }
}

/// Up to the line with a single dot; doubled dots undone.
async fn body<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(mail);
        }
        mail.push_str(line.strip_prefix('.').filter(|rest| rest.starts_with('.')).unwrap_or(&line));
    }
}

fn address(argument: &str) -> String {
    let inside = argument.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// `AUTH PLAIN` with an initial response (RFC 4616).
fn credentials(argument: &str) -> Option<(String, String)> {
    use base64::Engine as _;
    let encoded = argument.strip_prefix("PLAIN ")?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let mut parts = text.split('\0').skip(1);
    Some((parts.next()?.to_owned(), parts.next()?.to_owned()))
}
