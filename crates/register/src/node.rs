//! A running register: its database and what it is called. No statics.

use crate::access::{self, Allow, MENU, Principal};
use crate::app;
use edge::station::{Station, StationConfig};
use edge::{Found, Mode, Place, Result};
use rules::{Language, Text};
use std::sync::Arc;
use store::Store;
use store::session::Wanted;
use wire::Party;

/// A running register. Cloning is cheap; all clones are the same register.
#[derive(Clone)]
pub struct Node(Arc<Inner>);

struct Inner {
    store: Store,
    mode: Mode,
    name: ui::Institution,
    station: Arc<Station>,
}

impl Node {
    /// The register whose database this is, with its end of the wire.
    pub fn new(store: Store, mode: Mode, station: StationConfig) -> Self {
        let station = Station::new(&store, Party::Register, station, &app::messages());
        let name = ui::Institution {
            number: "register".to_owned(),
            short_name: "RUST".to_owned(),
            name: Text::new(
                "Det nasjonale registeret over utestengte studenter",
                "Det nasjonale registeret over utestengde studentar",
                "The national register of excluded students",
            ),
        };
        Self(Arc::new(Inner { store, mode, name, station: Arc::new(station) }))
    }
}

/// What the edge asks of the register.
impl edge::Node for Node {
    type Principal = Principal;
    type Allow = Allow;

    fn store(&self) -> &Store {
        &self.0.store
    }

    fn station(&self) -> &Arc<Station> {
        &self.0.station
    }

    fn institution(&self) -> &ui::Institution {
        &self.0.name
    }

    fn is_demo(&self) -> bool {
        self.0.mode == Mode::Demo
    }

    fn menu() -> &'static [Place<Allow>] {
        MENU
    }

    async fn signed_in(
        &self,
        wanted: &Wanted,
        language: Option<Language>,
    ) -> Result<Option<Found<Principal>>> {
        let mut conn = self.0.store.pool.acquire().await?;
        Ok(access::store::signed_in(&mut conn, wanted, language, self.today()).await?)
    }
}
