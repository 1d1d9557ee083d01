//! The advance notice.

use super::basis::{self, About};
use super::case::{Case, State};
use super::{HANDLERS, letter, store};
use crate::{Act, Error, MisconductId, Result};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// An advance notice.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notify {
    /// The paragraph that a measure beside an annulment would rest on; left out where only
    /// annulment is asked for.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// The last day for comment.
    #[schema(value_type = String, format = Date)]
    pub comment_by: Date,
    /// The study, where one would be excluded from one.
    #[serde(default)]
    pub study: String,
    /// The areas, where one would be removed from some.
    #[serde(default)]
    pub areas: String,
}

/// Writes to the student what is suspected, what can follow, and what the student may do (P-06,
/// P-09).
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `wrong-state`, `not-in-rule-set`. A last day that is
/// not after today, a paragraph of another matter, and no measure at all are invalid.
pub async fn notify(act: &mut Act, id: MisconductId, new: Notify) -> Result<()> {
    let case = Case::to_handle(act, id, HANDLERS).await?;
    case.require(&[State::Taken])?;
    let today = act.today();
    if new.comment_by <= today {
        let text = ui::messages::text("misconduct-comment-by-passed", &[("date", &today)]);
        return Err(Error::field("comment_by", text));
    }
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let code = new.legal_basis.as_deref().filter(|code| !code.is_empty());
    let chosen = code.map(|code| basis::chosen(&law, &case, code)).transpose()?;
    let about = About { study: new.study.clone(), areas: new.areas.clone() };
    basis::named(chosen.as_ref(), &about)?;
    let possible = basis::possible(&case, &law, chosen.as_ref(), &about)?;
    if possible.is_empty() {
        let text = ui::messages::text("misconduct-basis-missing", &[]);
        return Err(Error::field("legal_basis", text));
    }
    let sent = letter::notice(act, &case, &law, chosen.as_ref(), possible, &new).await?;
    let board = basis::board(&law)?;
    let code = chosen.as_ref().map(|one| one.code.code());
    store::insert_notice(act, id, code, board, new.comment_by, sent).await
}
