//! A node that runs: its pages, the sequencer of its audit chain, and of an office its jobs and what
//! sweeps.

use crate::whole_office;
use anyhow::{Context, Result};
use axum::Router;
use edge::station::{Messages, StationConfig};
use letters::{Post, Press};
use office::exclusion::Seal;
use office::{Mail, Mode, Node, NodeConfig};
use register::Issuing;
use register::exclusion::TokenSecret;
use rules::RuleSets;
use std::path::PathBuf;
use std::sync::Arc;
use store::Store;
use store::audit::Checkpointer;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A running node; dropped, it stops at once, [`Running::stop`] lets requests end first.
pub struct Running {
    /// Where its pages are, e.g. `http://127.0.0.1:8999`.
    pub url: String,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts an office whose database is migrated and holds an institution. Without a mail server
/// to `post` to, a demonstration keeps its mail.
///
/// # Errors
/// The database or the address cannot be used.
pub async fn start(
    store: Store,
    mode: Mode,
    listener: TcpListener,
    station: StationConfig,
    post: Option<Arc<dyn Post>>,
) -> Result<Running> {
    let url = address(&listener)?;
    let kept = (mode == Mode::Demo).then(|| Mail::kept(&url));
    let mail = post.map(|post| Mail { post, pages: url.clone() }).or(kept);
    let node = Node::open(NodeConfig {
        store: store.clone(),
        rule_sets: RuleSets::shipped().clone(),
        press: press()?,
        mail,
        mode,
        station,
        seal: Seal::default(),
        above: whole_office::ROUTINES,
    })
    .await
    .map_err(|error| anyhow::anyhow!("opening the office: {error:?}"))?;
    let mut running = Running::of(listener, office::router(node.clone()), store)?;
    running.write_and_receive(node.clone(), office::messages(whole_office::ROUTINES));
    let (wait, looking) = (running.until_stopped(), node.clone());
    running.tasks.spawn(async move { office::exclusion::run(&looking, wait).await });
    let (wait, telling) = (running.until_stopped(), node.clone());
    running.tasks.spawn(async move { mobility::exchange::run(&telling, wait).await });
    let (wait, sweeping) = (running.until_stopped(), node.clone());
    running.tasks.spawn(async move { office::sweep::run(&sweeping, wait).await });
    for worker in office::jobs::workers(&node, whole_office::LONG_JOBS) {
        let wait = running.until_stopped();
        running.tasks.spawn(async move { worker.run(wait).await });
    }
    Ok(running)
}

/// Starts the national register, whose database is migrated. It issues the directory from then on.
///
/// # Errors
/// The address cannot be used.
pub fn start_register(
    store: Store,
    mode: Mode,
    listener: TcpListener,
    station: StationConfig,
    issuing: Issuing,
    token_secret: TokenSecret,
) -> Result<(Running, register::Node)> {
    let node = register::Node::new(store.clone(), mode, station, issuing, token_secret);
    let mut running = Running::of(listener, register::router(node.clone()), store)?;
    running.write_and_receive(node.clone(), register::messages());
    let (wait, issuer) = (running.until_stopped(), node.clone());
    running.tasks.spawn(async move { register::directory::run(&issuer, wait).await });
    let (wait, sweeping) = (running.until_stopped(), node.clone());
    running.tasks.spawn(async move { register::exclusion::run(&sweeping, wait).await });
    Ok((running, node))
}

/// Where whoever listens is reached.
///
/// # Errors
/// The machine does not say.
pub fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}", listener.local_addr().context("the address to listen on")?))
}

impl Running {
    /// What every node does: it serves its pages, and links its audit chain.
    fn of(listener: TcpListener, router: Router, store: Store) -> Result<Self> {
        let (stop, _) = watch::channel(false);
        let mut running = Self { url: address(&listener)?, stop, tasks: JoinSet::new() };
        let wait = running.until_stopped();
        running.tasks.spawn(async move {
            let served = axum::serve(listener, router).with_graceful_shutdown(wait).await;
            if let Err(error) = served {
                tracing::error!(%error, "the server ended");
            }
        });
        let wait = running.until_stopped();
        running.tasks.spawn(async move { store::audit::sequencer::run(&store, wait).await });
        Ok(running)
    }

    fn until_stopped(&self) -> impl Future<Output = ()> + use<> {
        until(self.stop.subscribe())
    }

    /// Sends the node's messages and handles what comes.
    fn write_and_receive<N: edge::Node>(&mut self, node: N, messages: Messages<N>) {
        let wait = self.until_stopped();
        self.tasks.spawn(edge::station::run(node, messages, wait));
    }

    /// Leaves checkpoints of the record with a witness, from now on until the office stops.
    pub fn leave_checkpoints(&mut self, store: Store, checkpointer: Checkpointer) {
        let wait = self.until_stopped();
        self.tasks.spawn(async move { checkpointer.run(&store, wait).await });
    }

    /// Lets what has begun end, then stops.
    pub async fn stop(mut self) {
        // Nobody listens any more: then everything has stopped already.
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is the same.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Letters are set by a child of this very program.
fn press() -> Result<Arc<dyn Press>> {
    let program: PathBuf = std::env::current_exe().context("finding this program's own file")?;
    Ok(Arc::new(press::Pool::new(press::PoolConfig::new(program))))
}

/// Waits for Ctrl-C or a request to end. Both are listened for from the call on, not only from
/// when it is awaited: what comes in between is not lost and does not kill the process.
pub fn interrupted() -> impl Future<Output = ()> {
    let (mut ctrl_c, mut end) = (listen(SignalKind::interrupt()), listen(SignalKind::terminate()));
    async move {
        tokio::select! {
            () = came(&mut ctrl_c) => {}
            () = came(&mut end) => {}
        }
    }
}

/// Listens for a signal from now on; none where the machine does not let us.
pub fn listen(kind: SignalKind) -> Option<Signal> {
    let listening = signal(kind);
    listening.inspect_err(|error| tracing::warn!(%error, "cannot listen for a signal")).ok()
}

/// Waits for the next one.
pub async fn came(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => {
            // Nothing else than the signal itself is ever received.
            let _ = signal.recv().await;
        }
        None => std::future::pending().await,
    }
}
