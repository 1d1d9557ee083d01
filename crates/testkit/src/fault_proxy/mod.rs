//! A fault proxy: stands before an HTTP server on this machine and loses, holds up, doubles, cuts,
//! alters and forges what goes through it, by chance, on real connections.

mod carry;
mod framing;
#[cfg(test)]
mod tests;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How often each fault happens, in a thousand requests. The default is a way without faults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The request never arrives.
    pub drop_request: u32,
    /// The request arrives, and its response never comes back.
    pub drop_response: u32,
    /// The request arrives twice, the second time up to [`Faults::delay`] after the first.
    pub duplicate: u32,
    /// Request or response breaks off in the middle.
    pub cut: u32,
    /// One bit of request or response is another.
    pub alter: u32,
    /// The proxy answers in the server's place: a 200 that nobody has signed.
    pub forge: u32,
    /// Each request and each response is held up for anything up to this.
    pub delay: Duration,
}

/// What a proxy has done, by fault.
#[derive(Debug, Default)]
pub struct Counts {
    /// Requests that came.
    pub requests: AtomicU64,
    /// Requests and responses lost, those across a cut way included.
    pub lost: AtomicU64,
    /// Requests that arrived twice.
    pub doubled: AtomicU64,
    /// Requests and responses that broke off.
    pub cut: AtomicU64,
    /// Requests and responses with another bit.
    pub altered: AtomicU64,
    /// Answers that the proxy has made up.
    pub forged: AtomicU64,
}

impl Counts {
    /// How many faults there were.
    pub fn faults(&self) -> u64 {
        let all = [&self.lost, &self.doubled, &self.cut, &self.altered, &self.forged];
        all.into_iter().map(|count| count.load(Ordering::Relaxed)).sum()
    }
}

/// A fault proxy, which ends when it is dropped.
pub struct FaultProxy {
    /// Where it listens.
    pub address: SocketAddr,
    way: Arc<Way>,
    serving: JoinHandle<()>,
}

/// What is in force right now.
#[derive(Default)]
struct Way {
    to: Mutex<Option<SocketAddr>>,
    faults: Mutex<Faults>,
    /// A request whose head holds one of these goes nowhere.
    cut_off: Mutex<Vec<String>>,
    counts: Counts,
}

impl FaultProxy {
    /// One without faults on a free port, which leads nowhere yet.
    ///
    /// # Errors
    /// No port is free.
    pub async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let way = Arc::new(Way::default());
        let theirs = way.clone();
        let serving = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry::connection(client, theirs.clone()));
            }
        });
        Ok(Self { address, way, serving })
    }

    /// From now on it leads here; with `None` to nobody, as before a server that is down.
    pub fn lead_to(&self, server: Option<SocketAddr>) {
        *lock(&self.way.to) = server;
    }

    /// From now on it fails like this.
    pub fn fail(&self, faults: Faults) {
        *lock(&self.way.faults) = faults;
    }

    /// From now on requests with one of these texts in their head get nowhere, and no others: the
    /// way between two machines is cut.
    pub fn cut_off(&self, marks: Vec<String>) {
        *lock(&self.way.cut_off) = marks;
    }

    /// What it has done so far.
    pub fn counts(&self) -> &Counts {
        &self.way.counts
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
