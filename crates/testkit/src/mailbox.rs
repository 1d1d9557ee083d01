//! A mail server for tests: a real conversation over a real connection, and a look at what came.

use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What a mailbox does with everything it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temper {
    /// Takes it.
    Takes,
    /// Knows no such addressee.
    Refuses,
    /// Asks to come back later.
    PutsOff,
}

/// A message as it came over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The address it was for.
    pub to: String,
    /// Head and body, undecoded.
    pub text: String,
}

impl Received {
    /// A field of the head, e.g. `Message-ID`.
    pub fn field(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// A mail server on this machine, which ends when it is dropped.
pub struct Mailbox {
    /// Where it listens.
    pub address: SocketAddr,
    inbox: Inbox,
    serving: JoinHandle<()>,
}

#[derive(Clone)]
struct Inbox {
    temper: Arc<Mutex<Temper>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Mailbox {
    /// One that takes everything, on a free port.
    ///
    /// # Errors
    /// No port is free.
    pub async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let inbox = Inbox { temper: Arc::new(Mutex::new(Temper::Takes)), received: Arc::default() };
        let theirs = inbox.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                tokio::spawn(talk(stream, peer.ip(), theirs.clone()));
            }
        });
        Ok(Self { address, inbox, serving })
    }

    /// As a URL for clients.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on it does this.
    pub fn becomes(&self, temper: Temper) {
        *self.inbox.temper.lock().unwrap_or_else(PoisonError::into_inner) = temper;
    }

    /// What was taken so far, in the order it came.
    pub fn received(&self) -> Vec<Received> {
        self.inbox.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn talk(stream: TcpStream, peer: IpAddr, inbox: Inbox) -> io::Result<()> {
    let envelope = Envelope { inbox, to: String::new(), text: Vec::new() };
    let mut session = SessionBuilder::new("mailbox").build(peer, envelope);
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let mut answer: Response = session.greeting();
    loop {
        if answer.action != Action::NoReply {
            write.write_all(&answer.buffer()?).await?;
        }
        let mut line = Vec::new();
        if answer.action == Action::Close || read.read_until(b'\n', &mut line).await? == 0 {
            return Ok(());
        }
        answer = session.process(&line);
    }
}

/// The message that a conversation is about.
struct Envelope {
    inbox: Inbox,
    to: String,
    text: Vec<u8>,
}

impl Handler for Envelope {
    fn rcpt(&mut self, to: &str) -> Response {
        self.to = to.to_owned();
        match *self.inbox.temper.lock().unwrap_or_else(PoisonError::into_inner) {
            Temper::Takes => response::OK,
            Temper::Refuses => response::NO_MAILBOX,
            Temper::PutsOff => response::OUT_OF_SPACE,
        }
    }

    fn data(&mut self, buf: &[u8]) -> io::Result<()> {
        self.text.extend_from_slice(buf);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.text)).into_owned();
        let received = Received { to: std::mem::take(&mut self.to), text };
        self.inbox.received.lock().unwrap_or_else(PoisonError::into_inner).push(received);
        response::OK
    }
}
