//! Hot commands, gathered while the previous group is on its way to disk.

use super::error::DbError;
use super::handle::Db;
use super::tx::Tx;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// At most this many commands share one group.
const GROUP: usize = 256;
/// At most this many commands wait; more is an overload, and callers hear so at once.
const QUEUE: usize = 16_384;

/// One kind of hot command: a ballot, a draft, a support.
pub trait Batch: Send + Sync + 'static {
    /// What is asked.
    type Command: Send + Sync + 'static;
    /// What is answered, refusals included.
    type Answer: Send + 'static;

    /// Does all commands and answers each, in their order: a loop on SQLite, one set-based statement on PostgreSQL.
    /// A command that cannot be done is an answer, not an error.
    ///
    /// # Errors
    /// When the database fails. If there were several commands, each is then tried alone.
    fn apply(&self, tx: &mut Tx<'_>, commands: &[Self::Command]) -> Result<Vec<Self::Answer>, DbError>;
}

struct Waiting<B: Batch> {
    command: B::Command,
    answer: oneshot::Sender<Result<B::Answer, DbError>>,
}

/// The queue of one kind of hot command. Cheap to clone.
pub struct Batcher<B: Batch> {
    queue: mpsc::Sender<Waiting<B>>,
}

impl<B: Batch> Clone for Batcher<B> {
    fn clone(&self) -> Self {
        Batcher { queue: self.queue.clone() }
    }
}

impl<B: Batch> Batcher<B> {
    /// Starts the queue on the current runtime.
    #[must_use]
    pub fn start(db: Db, batch: B) -> Self {
        let (queue, commands) = mpsc::channel(QUEUE);
        tokio::spawn(run(db, Arc::new(batch), commands));
        Batcher { queue }
    }

    /// Hands in one command and waits until its group is on disk.
    ///
    /// # Errors
    /// When the queue is full or the database fails.
    pub async fn send(&self, command: B::Command) -> Result<B::Answer, DbError> {
        let (answer, receiver) = oneshot::channel();
        self.queue
            .try_send(Waiting { command, answer })
            .map_err(|_| DbError::Away("more commands than can be handled".into()))?;
        receiver.await.map_err(|_| DbError::Other("a group of commands panicked; see the log".into()))?
    }
}

async fn run<B: Batch>(db: Db, batch: Arc<B>, mut commands: mpsc::Receiver<Waiting<B>>) {
    let mut group = Vec::with_capacity(GROUP);
    while commands.recv_many(&mut group, GROUP).await > 0 {
        let (work, answers): (Vec<_>, Vec<_>) = group.drain(..).map(|w| (w.command, w.answer)).unzip();
        let work = Arc::new(work);
        let together = together(&db, &batch, &work, 0..work.len()).await;
        match together {
            Ok(done) => answer_all(answers, done),
            Err(error) if work.len() == 1 || error.is_outage() => {
                for answer in answers {
                    // A caller that has gone away needs no answer.
                    let _ = answer.send(Err(error.clone()));
                }
            }
            Err(error) => {
                tracing::warn!(%error, commands = work.len(), "a group failed; trying its commands one by one");
                for (index, answer) in answers.into_iter().enumerate() {
                    let alone = together_one(&db, &batch, &work, index).await;
                    let _ = answer.send(alone);
                }
            }
        }
    }
}

fn answer_all<A>(senders: Vec<oneshot::Sender<Result<A, DbError>>>, answers: Vec<A>) {
    for (sender, answer) in senders.into_iter().zip(answers) {
        let _ = sender.send(Ok(answer));
    }
}

async fn together<B: Batch>(
    db: &Db,
    batch: &Arc<B>,
    work: &Arc<Vec<B::Command>>,
    range: std::ops::Range<usize>,
) -> Result<Vec<B::Answer>, DbError> {
    let (batch, work) = (Arc::clone(batch), Arc::clone(work));
    db.write_hot(move |tx| {
        let commands = work.get(range.clone()).ok_or(DbError::Shape("a range of commands"))?;
        let answers = batch.apply(tx, commands)?;
        if answers.len() == commands.len() { Ok(answers) } else { Err(DbError::Shape("an answer per command")) }
    })
    .await
}

async fn together_one<B: Batch>(
    db: &Db,
    batch: &Arc<B>,
    work: &Arc<Vec<B::Command>>,
    index: usize,
) -> Result<B::Answer, DbError> {
    let mut answers = together(db, batch, work, index..index + 1).await?;
    answers.pop().ok_or(DbError::Shape("an answer per command"))
}
