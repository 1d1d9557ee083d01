//! The job that tells somebody by e-mail that a letter waits.
//!
//! The notice says where to sign in and nothing of what the letter says. It keeps its id however
//! often it is sent: should the office die after the mail server took it, the same notice goes
//! once more and counts once.

use super::store::{self, NoticeToSend};
use crate::node::Mail;
use crate::{Act, Error, LetterId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::SignedDuration;
use letters::{Notice, PostError};
use rules::Language;
use serde::Deserialize;
use serde_json::json;

/// The kind of the job.
pub const NOTIFY: &str = "letters_out.notify";

/// A mail server that is away is asked again after one minute, then two, four …
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);
const AGAIN_AFTER_MAX: SignedDuration = SignedDuration::from_hours(4);
/// Then the letter goes on paper: whoever waits for it should not wait longer.
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(24);

#[derive(Deserialize)]
struct Payload {
    letter: LetterId,
}

/// Leaves the notice to be sent, within the act that finishes the letter.
pub(super) async fn leave(act: &mut Act, letter: LetterId, address: &str) -> Result<()> {
    store::insert_notice(act.conn(), letter, address).await?;
    let now = act.now();
    act.enqueue(NOTIFY, json!({ "letter": letter }), now).await
}

/// Tells the addressee of the letter that the job names. An address that is refused, and a
/// server that stays away for a day, put the letter into the print queue.
///
/// # Errors
/// The database failed; the job is tried again.
pub async fn notify(node: &Node, job: &Job) -> Result<()> {
    let Payload { letter } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut conn = node.store().pool.acquire().await?;
    let Some(waiting) = store::notice_to_send(&mut conn, letter).await? else { return Ok(()) };
    drop(conn);
    let answer = match node.mail() {
        Some(mail) => {
            let notice = compose(node, mail, letter, &waiting);
            mail.post.deliver(&notice).await
        }
        // The mail server was taken out of the settings meanwhile.
        None => Err(PostError::Refused { code: 0 }),
    };
    let mut act = Act::of_stored_job(node, job).await?;
    let entry = Entry::new("letter.notify", "letter", letter.0);
    let entry = match answer {
        Ok(()) => {
            let now = act.now();
            store::told(act.conn(), letter, now).await?;
            entry.fact("outcome", "told")
        }
        Err(PostError::Refused { code }) => {
            let now = act.now();
            store::not_told(act.conn(), letter, now).await?;
            entry.fact("outcome", "refused").fact("code", code)
        }
        Err(PostError::Away(why)) => {
            tracing::warn!(letter = %letter, why, "a notice waits for the mail server");
            entry.fact("outcome", put_off(&mut act, letter, &waiting).await?)
        }
    };
    act.commit(entry).await
}

/// Tries again later, or gives up; answers which.
async fn put_off(act: &mut Act, letter: LetterId, waiting: &NoticeToSend) -> Result<&'static str> {
    let now = act.now();
    if now >= waiting.made_at + GIVE_UP_AFTER {
        store::not_told(act.conn(), letter, now).await?;
        return Ok("given-up");
    }
    store::put_off(act.conn(), letter).await?;
    act.enqueue(NOTIFY, json!({ "letter": letter }), now + again_after(waiting.attempts)).await?;
    Ok("put-off")
}

fn again_after(attempts: u32) -> SignedDuration {
    let doubled = AGAIN_AFTER.checked_mul(2i32.saturating_pow(attempts)).unwrap_or(AGAIN_AFTER_MAX);
    doubled.min(AGAIN_AFTER_MAX)
}

fn compose(node: &Node, mail: &Mail, letter: LetterId, waiting: &NoticeToSend) -> Notice {
    let said = words(node, mail, waiting.language);
    Notice {
        id: letter.0,
        to: waiting.address.clone(),
        subject: said.subject,
        body: said.body,
        at: waiting.made_at,
    }
}

/// What a notice says: the same to everybody who reads the language.
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) body: String,
}

pub(super) fn words(node: &Node, mail: &Mail, language: Language) -> Words {
    let sender = node.institution().name.get(language).to_owned();
    let pages = format!("{}/my/letters", mail.pages.trim_end_matches('/'));
    let t =
        |key: &str| ui::messages::format(language, key, &[("sender", &sender), ("pages", &pages)]);
    let lines = [
        t("letters-out-notice-waits"),
        t("letters-out-notice-sign-in"),
        t("letters-out-notice-says-nothing"),
        t("letters-out-notice-no-answer"),
    ];
    Words { subject: t("letters-out-notice-subject"), body: lines.join("\n\n") + "\n" }
}

/// A demonstration's mail: everything is taken, and nothing leaves the machine.
struct Kept;

impl letters::Post for Kept {
    fn deliver<'a>(&'a self, _: &'a Notice) -> letters::PostFuture<'a> {
        Box::pin(std::future::ready(Ok(())))
    }
}

impl Mail {
    /// Takes every notice and sends none: for demonstrations, which show them on a page.
    pub fn kept(pages: impl Into<String>) -> Self {
        Self { post: std::sync::Arc::new(Kept), pages: pages.into() }
    }
}

#[test]
fn a_server_that_is_away_is_asked_less_and_less_often() {
    let minutes = |attempts| again_after(attempts).as_mins();
    assert_eq!([0, 1, 2, 7, 8, 40].map(minutes), [1, 2, 4, 128, 240, 240]);
}
