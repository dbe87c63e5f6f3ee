//! Frames as they go over the wire, made once and shared by everybody they go to.

use actix_http::ws::{Codec, Message};
use bytes::{Bytes, BytesMut};
use domain::{Error, Result};
use tokio_util::codec::Encoder as _;
use wire::ServerFrame;

/// The most bytes of frames that share one piece of memory, unless one alone is longer.
const PARCEL: usize = 256 * 1024;

/// Frames of one stream in order, in one piece of memory.
///
/// A server's websocket frames are not masked (RFC 6455 § 5.1), so they are the same bytes for everybody.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    bytes: Bytes,
    /// The number of each frame and where it ends.
    frames: Vec<(i64, usize)>,
}

impl Parcel {
    /// All frames after number `seq`: usually everything, without a copy.
    pub(crate) fn after(&self, seq: i64) -> Option<Bytes> {
        let seen = self.frames.iter().take_while(|(number, _)| *number <= seq).last();
        match seen {
            None => Some(self.bytes.clone()),
            Some((_, end)) if *end < self.bytes.len() => Some(self.bytes.slice(*end..)),
            Some(_) => None,
        }
    }

    /// The number of its first frame.
    pub(crate) fn first(&self) -> Option<i64> {
        self.frames.first().map(|(number, _)| *number)
    }

    /// How many frames.
    pub(crate) fn len(&self) -> usize {
        self.frames.len()
    }

    /// How many bytes.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// Packs the numbered frames of one stream, each serialised once.
///
/// # Errors
/// When a frame can't be serialised: a fault of ours.
pub(crate) fn pack(frames: &[(i64, ServerFrame)]) -> Result<Vec<Parcel>> {
    let mut parcels = Vec::new();
    let mut bytes = BytesMut::new();
    let mut ends = Vec::new();
    for (seq, frame) in frames {
        write(frame, &mut bytes)?;
        ends.push((*seq, bytes.len()));
        if bytes.len() >= PARCEL {
            parcels.push(Parcel { bytes: bytes.split().freeze(), frames: std::mem::take(&mut ends) });
        }
    }
    if !ends.is_empty() {
        parcels.push(Parcel { bytes: bytes.freeze(), frames: ends });
    }
    Ok(parcels)
}

/// One frame by itself.
///
/// # Errors
/// When it can't be serialised: a fault of ours.
pub(crate) fn encode(frame: &ServerFrame) -> Result<Bytes> {
    let mut bytes = BytesMut::new();
    write(frame, &mut bytes)?;
    Ok(bytes.freeze())
}

fn write(frame: &ServerFrame, into: &mut BytesMut) -> Result<()> {
    let text = serde_json::to_string(frame)?;
    Codec::new().encode(Message::Text(text.into()), into).map_err(Error::internal)?;
    metrics::counter!("realtime_frames_made_total").increment(1);
    Ok(())
}
