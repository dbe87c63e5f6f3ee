//! *No more of them.* One's own stream stays: it carries what closes the socket.

use domain::event::StreamId;

use crate::Inner;
use crate::hub::Socket;

pub(crate) fn run(inner: &Inner, socket: &Socket, name: &str) {
    if let Some(stream) = super::stream(name).filter(|stream| *stream != StreamId::from(socket.person)) {
        inner.hub.unsubscribe(socket, stream);
    }
}
