//! The parent of press workers, and what the office gets as its press.

use crate::wire::{ANSWER_HEAD_BYTES, Answer, AnswerHead, REQUEST_BYTES_MAX};
use letters::{Document, PdfFuture, Press, PressError};
use std::{ffi::OsString, path::PathBuf, process::Stdio, sync::Mutex, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;

/// How workers are started and how long they may take.
#[derive(Clone, Debug)]
pub struct PoolConfig {
    /// The binary, normally the one that runs now.
    pub program: PathBuf,
    /// Its arguments, normally `press-worker`.
    pub arguments: Vec<OsString>,
    /// How many workers at most; each sets one letter at a time.
    pub workers_max: usize,
    /// How long one letter may take, the start of its worker included.
    pub timeout: Duration,
}

impl PoolConfig {
    /// One worker of that binary with the hidden subcommand `press-worker`, 60 s a letter.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            arguments: vec!["press-worker".into()],
            workers_max: 1,
            timeout: Duration::from_secs(60),
        }
    }
}

/// Worker processes, started when first needed and replaced when they retire or fail.
pub struct Pool {
    config: PoolConfig,
    permits: Semaphore,
    idle: Mutex<Vec<Worker>>,
}

impl Pool {
    /// A pool without workers yet.
    pub fn new(config: PoolConfig) -> Self {
        let permits = Semaphore::new(config.workers_max.max(1));
        Self { config, permits, idle: Mutex::new(Vec::new()) }
    }

    /// The document as PDF. A worker that dies is replaced, and the letter tried once more.
    ///
    /// # Errors
    /// See [`PressError`].
    pub async fn pdf(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let request = serde_json::to_vec(document)
            .map_err(|_| PressError::Document("it cannot be written as JSON".to_owned()))?;
        if request.len() > REQUEST_BYTES_MAX as usize {
            return Err(PressError::Document("the document is too long".to_owned()));
        }
        let permit = self.permits.acquire().await;
        let _permit = permit.map_err(|_| PressError::Start("the press is closed".to_owned()))?;
        match self.attempt(&request).await {
            Err(PressError::Worker(why)) => {
                tracing::warn!(%why, "a press worker failed and is replaced");
                self.attempt(&request).await
            }
            done => done,
        }
    }

    async fn attempt(&self, request: &[u8]) -> Result<Vec<u8>, PressError> {
        let idle = self.lock_idle().pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(&self.config)?,
        };
        // A worker that is dropped here, after an error or at the time limit, is killed.
        let (answer, retires) = tokio::time::timeout(self.config.timeout, worker.ask(request))
            .await
            .map_err(|_| PressError::Timeout { seconds: self.config.timeout.as_secs() })?
            .map_err(|error| PressError::Worker(error.kind().to_string()))?;
        if !retires {
            self.lock_idle().push(worker);
        }
        match answer {
            Answer::Pdf(pdf) => Ok(pdf),
            Answer::Refused(why) => Err(PressError::Document(why)),
        }
    }

    /// The idle workers; a panic elsewhere while they were locked leaves the list whole.
    fn lock_idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Press for Pool {
    fn pdf<'a>(&'a self, document: &'a Document) -> PdfFuture<'a> {
        Box::pin(self.pdf(document))
    }
}

/// A running worker; it ends by itself when its standard input closes.
struct Worker {
    _child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Worker {
    /// Starts a worker that sees neither our environment nor our error output: what a
    /// failing typesetter prints could quote a letter.
    fn start(config: &PoolConfig) -> Result<Self, PressError> {
        let mut child = Command::new(&config.program)
            .args(&config.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| PressError::Start(error.to_string()))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(PressError::Start("it has no pipes".to_owned()));
        };
        Ok(Self { _child: child, input, output })
    }

    /// One request, one answer; also says whether the worker retires.
    async fn ask(&mut self, request: &[u8]) -> std::io::Result<(Answer, bool)> {
        let length = u32::try_from(request.len()).map_err(std::io::Error::other)?;
        self.input.write_all(&length.to_le_bytes()).await?;
        self.input.write_all(request).await?;
        self.input.flush().await?;
        let mut head = [0; ANSWER_HEAD_BYTES];
        self.output.read_exact(&mut head).await?;
        let head = AnswerHead::parse(head).ok_or(std::io::ErrorKind::InvalidData)?;
        let mut payload = vec![0; head.length as usize];
        self.output.read_exact(&mut payload).await?;
        let answer = if head.is_pdf {
            Answer::Pdf(payload)
        } else {
            Answer::Refused(String::from_utf8_lossy(&payload).into_owned())
        };
        Ok((answer, head.retires))
    }
}
