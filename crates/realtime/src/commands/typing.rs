//! *I am writing.*

use domain::Result;
use domain::ids::ConversationId;

use crate::Inner;
use crate::hub::Socket;
use crate::presence::{self, Writing};

pub(crate) async fn run(
    inner: &Inner,
    socket: &Socket,
    writing: &mut Option<Box<Writing>>,
    conversation: ConversationId,
) -> Result<()> {
    presence::typing(inner, socket, writing, conversation).await
}
