//! Waiting for tasks. Whatever changes something is a task that the server works off later, may refuse then, and forgets
//! when it is wiped: nothing has happened before the task says that it has succeeded.

use std::time::Duration;

use meilisearch_sdk::errors::Error as Failure;
use meilisearch_sdk::task_info::TaskInfo;
use meilisearch_sdk::tasks::Task;
use tokio::time::{Instant, sleep};

use super::Client;
use crate::error::{Error, Result};

/// Before a task is asked after the first time, and the longest pause between two times.
const FIRST: Duration = Duration::from_millis(5);
const LONGEST: Duration = Duration::from_millis(250);

/// Tasks that have been handed over.
pub(super) struct Tasks<'a> {
    client: &'a Client,
    waiting: Vec<TaskInfo>,
    patience: Duration,
}

impl<'a> Tasks<'a> {
    pub(super) fn new(client: &'a Client, patience: Duration) -> Self {
        Self { client, waiting: Vec::new(), patience }
    }

    /// Takes one that has been handed over.
    pub(super) fn add(&mut self, handed: std::result::Result<TaskInfo, Failure>) -> Result<()> {
        self.waiting.push(handed.map_err(failed)?);
        Ok(())
    }

    /// Waits until all of them have succeeded.
    pub(super) async fn succeeded(&mut self) -> Result<()> {
        for task in std::mem::take(&mut self.waiting) {
            self.one(&task).await?;
        }
        Ok(())
    }

    async fn one(&self, task: &TaskInfo) -> Result<()> {
        let (uid, began, mut pause) = (task.task_uid, Instant::now(), FIRST);
        loop {
            match self.client.get_task(task).await {
                Ok(Task::Succeeded { .. }) => return Ok(()),
                Ok(Task::Failed { content }) => {
                    return Err(Error::Engine(format!("task {uid} failed: {}", content.error)));
                }
                Ok(Task::Enqueued { .. } | Task::Processing { .. }) => {}
                // it was there when it was handed over: the server has lost it
                Err(Failure::Meilisearch(error)) => {
                    return Err(Error::Engine(format!("task {uid} is lost: {error}")));
                }
                Err(error) => return Err(failed(error)),
            }
            if began.elapsed() > self.patience {
                return Err(Error::Engine(format!("task {uid} has not ended in time")));
            }
            sleep(pause).await;
            pause = (pause * 2).min(LONGEST);
        }
    }
}

/// The server's no, or that it can't be reached.
pub(super) fn failed(error: Failure) -> Error {
    Error::Engine(error.to_string())
}
