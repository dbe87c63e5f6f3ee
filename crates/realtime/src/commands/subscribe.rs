//! *Send me the events of a stream.*

use std::sync::Arc;

use domain::Result;
use wire::{After, ServerFrame};

use crate::hub::Socket;
use crate::resume::{Subscribed, subscribe};
use crate::{Inner, parcel};

/// A stream one may not hear does not exist for one: the answer is the same.
pub(crate) async fn run(inner: &Inner, socket: &Arc<Socket>, id: u64, name: &str, after: Option<After>) -> Result<()> {
    let refusal = match super::stream(name) {
        None => "not_found",
        Some(stream) => {
            let crowded = {
                let streams = socket.streams();
                streams.len() >= inner.config.topics_per_socket && !streams.contains(&stream)
            };
            if crowded {
                "too_many"
            } else {
                match subscribe(inner, socket, Some(id), stream, after).await? {
                    Subscribed::Yes => return Ok(()),
                    Subscribed::No => "not_found",
                }
            }
        }
    };
    let frame = ServerFrame::Refused { id, stream: name.to_owned(), code: refusal.to_owned() };
    socket.outbox.push(parcel::encode(&frame)?, 1);
    Ok(())
}
