//! The office that is measured: a process of its own, with the floor beside it on the same pool.

use std::io::Read;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use edge::station::StationConfig;
use letters::{Document, PdfFuture, Press, PressError};
use office::exclusion::Seal;
use office::{Mode, Node, NodeConfig};
use rules::RuleSets;
use sqlx::PgPool;
use store::{Clock, Store};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use uuid::Uuid;

/// The day the results are announced and read.
pub const NOW: &str = "2026-06-08T10:00:00Z";

/// The domain's clock of the benches: it stands.
pub fn clock() -> Result<Clock> {
    Ok(Clock::standing(NOW.parse()?))
}

/// Letters are measured elsewhere.
struct NoPress;

impl Press for NoPress {
    fn pdf<'a>(&'a self, _: &'a Document) -> PdfFuture<'a> {
        Box::pin(async { Err(PressError::Start("no press in this bench".to_owned())) })
    }
}

/// The office of this database, in this process.
pub async fn open(store: Store) -> Result<Node> {
    let config = NodeConfig {
        store,
        rule_sets: RuleSets::shipped().clone(),
        press: Arc::new(NoPress),
        mail: None,
        mode: Mode::Production,
        station: StationConfig::default(),
        seal: Seal::default(),
        above: &[],
    };
    Node::open(config).await.map_err(|error| anyhow!("opening: {error:?}"))
}

/// Serves the office of the database at `url`, or the floor alone, on a free port of loopback,
/// prints its address and goes on until its input closes.
#[expect(clippy::print_stdout, reason = "the parent reads the address")]
pub async fn serve(url: &str, floor_alone: bool) -> Result<()> {
    let store = Store::connect_with(url, clock()?).await?;
    let pool = store.pool.clone();
    let mut router = Router::new().route("/floor/{person}", get(floor)).with_state(pool);
    if !floor_alone {
        router = router.merge(office::router(open(store).await?));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let (gone, when_gone) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // However the pipe ends, the parent has gone; and who does not wait need not be told.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = gone.send(());
    });
    let parent_gone = async {
        // An error means the same as the message.
        let _ = when_gone.await;
    };
    let served = axum::serve(listener, router);
    served.with_graceful_shutdown(parent_gone).await?;
    Ok(())
}

/// The least a page of one's own can be: one row found by its key.
async fn floor(State(pool): State<PgPool>, Path(person): Path<Uuid>) -> Result<String, StatusCode> {
    sqlx::query_scalar("select student_number from person where id = $1")
        .bind(person)
        .fetch_one(&pool)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

/// The running office.
pub struct OfficeProcess {
    child: Child,
    /// Its address.
    pub url: String,
}

impl OfficeProcess {
    /// Starts this very program as the office, or as the floor alone.
    pub async fn start(database: &str, floor_alone: bool) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", database])
            .args(floor_alone.then_some("--floor"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = child.stdout.take().context("its output")?;
        let url = BufReader::new(output).lines().next_line().await?.context("it did not start")?;
        Ok(Self { child, url })
    }

    /// Its process id.
    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Lets it end.
    pub async fn stop(mut self) -> Result<()> {
        drop(self.child.stdin.take());
        tokio::time::timeout(std::time::Duration::from_secs(10), self.child.wait()).await??;
        Ok(())
    }
}
