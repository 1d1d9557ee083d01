//! While the demonstration runs, one of its offices can be sent away and called back: SIGUSR1 stops
//! Fjellheim høgskole, SIGUSR2 starts it again. So one sees what the others make of an answer that does not
//! come yet.

use super::nation::Nation;
use crate::running::{came, listen};
use tokio::signal::unix::{Signal, SignalKind};

/// Who can be sent away.
const AWAY: &str = "995";

/// The two signals, listened for from the beginning: neither ends the process.
pub struct Absence {
    away: Option<Signal>,
    back: Option<Signal>,
}

impl Absence {
    /// Listens from now on.
    pub fn listened_for() -> Self {
        let (away, back) = (SignalKind::user_defined1(), SignalKind::user_defined2());
        Self { away: listen(away), back: listen(back) }
    }

    /// Sends away and calls back, as long as it is awaited.
    pub async fn of(mut self, nation: &Nation) {
        loop {
            let leaves = tokio::select! {
                () = came(&mut self.away) => true,
                () = came(&mut self.back) => false,
            };
            // A university that stands alone has no neighbour to send away.
            let Ok(office) = nation.office(AWAY) else { continue };
            match leaves {
                true => office.away().await,
                false => {
                    if let Err(error) = office.back().await {
                        tracing::error!(%error, "the office does not come back");
                    }
                }
            }
        }
    }
}
