//! How much is given to whom: the bounds of the crate in one place.

use std::time::Duration;

/// The bounds of sockets. The defaults are what the installation promises.
#[derive(Clone, Debug)]
pub struct RealtimeConfig {
    /// The most sockets of one person; one more is closed with 4009.
    pub sockets_per_person: usize,
    /// The most sockets of one address (IPv6 by its /64); one more is closed with 4009.
    pub sockets_per_address: usize,
    /// The most sockets in all; one more is refused with 503.
    pub sockets: usize,
    /// The most subscriptions of one socket, its own stream included.
    pub topics_per_socket: usize,
    /// So many frames from a client at once …
    pub burst: u32,
    /// … then so many a second; more closes with 4429.
    pub per_second: u32,
    /// How often a ping is sent.
    pub ping: Duration,
    /// After how long without a sign of life a socket is dropped.
    pub silence: Duration,
    /// How often all open sockets' sessions are asked for.
    pub session_check: Duration,
    /// How often the whole log is looked at, for what other processes wrote.
    pub poll: Duration,
    /// For how long read marks of one person are gathered before they are written.
    pub read_marks: Duration,
    /// For how long a closed socket may go on before its place is given away.
    pub closing: Duration,
    /// For how long a stop waits for sockets to close.
    pub stopping: Duration,
}

impl Default for RealtimeConfig {
    fn default() -> Self {
        Self {
            sockets_per_person: 20,
            sockets_per_address: 100,
            sockets: 20_000,
            topics_per_socket: 500,
            burst: 60,
            per_second: 20,
            ping: Duration::from_secs(25),
            silence: Duration::from_secs(60),
            session_check: Duration::from_secs(30),
            poll: Duration::from_secs(1),
            read_marks: Duration::from_secs(3),
            closing: Duration::from_secs(2),
            stopping: Duration::from_secs(5),
        }
    }
}
