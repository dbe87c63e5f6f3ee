//! What a client may ask for over the socket.

mod notes;
mod read;
mod subscribe;
mod typing;
mod unsubscribe;

use std::sync::Arc;

use domain::Error;
use domain::event::StreamId;
use wire::{ClientFrame, close};

use crate::Inner;
use crate::hub::Socket;
use crate::notes::OpenNotes;
use crate::presence::Writing;

/// The longest name of a stream that is answered at all.
const LONGEST_STREAM: usize = 100;

/// How it goes on after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// With the next one.
    GoOn,
    /// The socket closes with this code.
    Close(u16),
}

/// Carries out one command.
pub(crate) async fn carry_out(
    inner: &Inner,
    socket: &Arc<Socket>,
    writing: &mut Option<Box<Writing>>,
    open: &mut OpenNotes,
    text: &[u8],
) -> Then {
    let Some(frame) = parse(text) else { return Then::Close(close::BAD_FRAME) };
    let done = match frame {
        ClientFrame::Subscribe { id, stream, after } => subscribe::run(inner, socket, id, &stream, after).await,
        ClientFrame::Unsubscribe { stream } => {
            unsubscribe::run(inner, socket, &stream);
            Ok(())
        }
        ClientFrame::Typing { conversation_id } => typing::run(inner, socket, writing, conversation_id).await,
        ClientFrame::Read { conversation_id, position } => {
            read::run(inner, socket, conversation_id, position);
            Ok(())
        }
        ClientFrame::NotesOpen { meeting_id } => notes::open(inner, socket, open, meeting_id).await,
        ClientFrame::NotesClose { meeting_id } => {
            notes::close(inner, socket, open, meeting_id);
            Ok(())
        }
        ClientFrame::NotesWrite { meeting_id, id, update, more } => {
            notes::write(inner, socket, open, meeting_id, id, &update, more).await
        }
        ClientFrame::NotesCaret { meeting_id, state } => notes::caret(inner, socket, open, meeting_id, state).await,
        // that it came is all it says
        ClientFrame::Pong => Ok(()),
    };
    match done {
        Ok(()) => Then::GoOn,
        Err(Error::Unauthenticated) => Then::Close(close::SESSION_ENDED),
        // the client comes back a little later and resumes, rather than believing it had lost what it showed
        Err(error) => {
            tracing::warn!(%error, "a socket's command");
            Then::Close(close::RESTART)
        }
    }
}

/// A frame with nothing in it that we don't know.
fn parse(text: &[u8]) -> Option<ClientFrame> {
    let frame: ClientFrame = serde_json::from_slice(text).ok()?;
    // serde lets a variant without fields have any
    if frame == ClientFrame::Pong {
        let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(text).ok()?;
        return (fields.len() == 1).then_some(frame);
    }
    match &frame {
        ClientFrame::Subscribe { stream, .. } | ClientFrame::Unsubscribe { stream } => {
            (stream.len() <= LONGEST_STREAM).then_some(frame)
        }
        ClientFrame::NotesCaret { state, .. } => (state.len() <= notes::LONGEST_CARET).then_some(frame),
        ClientFrame::Typing { .. }
        | ClientFrame::Read { .. }
        | ClientFrame::NotesOpen { .. }
        | ClientFrame::NotesClose { .. }
        | ClientFrame::NotesWrite { .. }
        | ClientFrame::Pong => Some(frame),
    }
}

/// The stream of that name, written the one way it is written.
pub(crate) fn stream(name: &str) -> Option<StreamId> {
    name.parse().ok().filter(|stream: &StreamId| stream.to_string() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_understood() {
        let room = "room:0199a3a0-0000-7000-8000-000000000001";
        let good = [
            format!(r#"{{"type":"subscribe","id":1,"stream":"{room}","after":null}}"#),
            format!(r#"{{"type":"subscribe","id":1,"stream":"{room}","after":{{"epoch":1,"seq":4}}}}"#),
            format!(r#"{{"type":"subscribe","stream":"{room}"}}"#),
            format!(r#"{{"type":"unsubscribe","stream":"{room}"}}"#),
            r#"{"type":"pong"}"#.to_owned(),
        ];
        for text in &good {
            assert!(parse(text.as_bytes()).is_some(), "{text}");
        }
        let bad = [
            r#"{"type":"pong","x":1}"#,
            r#"{"type":"subscribe","id":1,"stream":"a","x":1}"#,
            r#"{"type":"subscribe","id":-1,"stream":"a"}"#,
            r#"{"type":"subscribe","id":1,"stream":"a","after":{"epoch":1,"seq":1,"x":0}}"#,
            r#"{"type":"unknown"}"#,
            r#"{"type":"typing","conversation_id":"no"}"#,
            r#"{"type":"read","conversation_id":"0199a3a0-0000-7000-8000-000000000001"}"#,
            r#"{"type":"pong"} {"type":"pong"}"#,
            r#"["pong"]"#,
            "",
            "null",
            "\u{0}",
        ];
        for text in bad {
            assert!(parse(text.as_bytes()).is_none(), "{text}");
        }
        assert!(parse(&[0xff, 0xfe]).is_none());
        assert!(parse("[".repeat(60_000).as_bytes()).is_none());
    }

    #[test]
    fn a_stream_is_written_one_way() {
        let name = "room:0199a3a0-0000-7000-8000-00000000000a";
        assert!(stream(name).is_some());
        for wrong in [name.to_uppercase(), name.replace('-', ""), format!("{name} "), "room:".into(), String::new()] {
            assert!(stream(&wrong).is_none(), "{wrong}");
        }
    }
}
