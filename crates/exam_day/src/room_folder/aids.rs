//! What candidates of an exam may use.

use super::{AID_KEEPERS, store};
use crate::said::{at, refused};
use office::catalogue::VIEWERS;
use office::{Act, Error, ExamId, Result};
use rules::Text;
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// The longest list of aids, in characters.
const LISTED_MAX: usize = 500;

/// What candidates may use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Aids {
    /// Nothing but what they write with.
    None,
    /// All that is printed or written.
    All,
    /// What is named, in the three language forms.
    Listed(Text),
}

impl Aids {
    /// The words of the choices, in the order of forms.
    pub const WORDS: [&'static str; 3] = ["none", "listed", "all"];

    /// The word in the database and in forms.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Listed(_) => "listed",
            Self::All => "all",
        }
    }

    /// Reads a word and what is named with it; `None` for any other word.
    pub fn read(word: &str, named: Text) -> Option<Self> {
        match word {
            "none" => Some(Self::None),
            "listed" => Some(Self::Listed(named)),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// What is named; empty where nothing is.
    pub fn named(&self) -> Text {
        match self {
            Self::Listed(named) => named.clone(),
            Self::None | Self::All => Text::new("", "", ""),
        }
    }

    /// The message key of a choice.
    pub fn key(word: &str) -> &'static str {
        match word {
            "none" => ui::key("room-folder-aids-none"),
            "all" => ui::key("room-folder-aids-all"),
            _ => ui::key("room-folder-aids-listed"),
        }
    }
}

/// What somebody says that candidates may use.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAids {
    /// `none`, `listed` or `all`.
    pub allowed: String,
    /// What is named, in bokmål; for `listed` in all three.
    #[serde(default)]
    pub listed_nb: String,
    /// The same in nynorsk.
    #[serde(default)]
    pub listed_nn: String,
    /// The same in English.
    #[serde(default)]
    pub listed_en: String,
    /// The version that was read before it is changed; 0 where nobody had said anything.
    #[serde(default)]
    pub version: i32,
}

/// Says what candidates of an exam may use; the new version.
///
/// # Errors
/// Not found outside one's scope, for those who do not say so. Refused `changed-meanwhile` where somebody
/// else has said something since it was read, and `begun` once the exam has begun. Invalid fields.
pub async fn allow(act: &mut Act, exam: ExamId, new: &NewAids) -> Result<i32> {
    let planned = crate::room_booking::store::lock_exam(act.conn(), exam).await?;
    let planned = planned.ok_or(Error::NotFound)?;
    let who = act.who()?;
    who.require(VIEWERS, &planned.place)?;
    if !who.may(AID_KEEPERS, &planned.place) {
        return Err(Error::NotFound);
    }
    let begins = crate::room_booking::exam_span(&planned).ok();
    if begins.is_some_and(|(from, _)| from <= act.now()) {
        return Err(refused("begun", "room-booking-refused-begun", &[]));
    }
    let aids = checked(new)?;
    let (_, version) = store::aids(act.conn(), exam).await?;
    if version != new.version {
        return Err(refused("changed-meanwhile", "room-folder-refused-changed", &[]));
    }
    store::set_aids(act, exam, &aids, version + 1).await?;
    Ok(version + 1)
}

fn checked(new: &NewAids) -> Result<Aids> {
    let fields = [
        ("listed_nb", &new.listed_nb),
        ("listed_nn", &new.listed_nn),
        ("listed_en", &new.listed_en),
    ];
    let mut faults = Vec::new();
    for (field, value) in fields.iter().filter(|_| new.allowed == "listed") {
        if value.trim().is_empty() {
            faults.push(crate::said::fault(field, text("common-error-required", &[])));
        } else if value.chars().count() > LISTED_MAX {
            let said = text("room-folder-error-long", &[("max", &LISTED_MAX)]);
            faults.push(crate::said::fault(field, said));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let named = Text::new(new.listed_nb.trim(), new.listed_nn.trim(), new.listed_en.trim());
    Aids::read(&new.allowed, named)
        .ok_or_else(|| at("allowed", "room-folder-error-allowed", &[("value", &new.allowed)]))
}
