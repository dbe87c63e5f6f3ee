//! Waiting for a thing, never for a time.

use std::time::{Duration, Instant};

/// The longest anything is waited for. Long, because a machine may be busy; never reached when all is well.
const LIMIT: Duration = Duration::from_secs(120);

/// Asks again until the answer is there.
pub async fn eventually<T, F>(what: &str, mut ask: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let began = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(began.elapsed() < LIMIT, "waited in vain for: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
