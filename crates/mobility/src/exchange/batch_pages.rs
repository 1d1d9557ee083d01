//! Rounds: begun for all who apply, watched while they go on, asked again, cancelled.

use super::batch::{self, Batch, LeftOut, Progress, Round};
use super::pages::{live, reader};
use super::store::batches;
use super::{
    HANDLERS, NewBatch, WantedBasis, ask_batch_again, cancel_batch, dashed, institutions, receipt,
    start_batch,
};
use crate::BatchId;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::admission::Via;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::{Error, Result};
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    let (handlers, one) = (Allow::Everywhere(HANDLERS), "/exchanges/batches/{batch}");
    Routes::default()
        .page("/exchanges/batches", handlers, list)
        .form("/exchanges/batches", handlers, "exchange.batch", post_started)
        .page(one, handlers, show)
        .form(&format!("{one}/again"), handlers, "exchange.batch_ask_again", post_again)
        .form(&format!("{one}/cancellation"), handlers, "exchange.batch_cancel", post_cancelled)
}

/// The words in which a round's questions stand, in the order of the columns.
pub(super) const WORDS: [&str; 9] = [
    "waiting",
    "late",
    "ok",
    "no_results",
    "no_person",
    "no_basis",
    "not_sharing",
    "failed",
    "cancelled",
];

/// The message of a word.
fn word_key(word: &str) -> String {
    format!("exchange-state-{}", dashed(word))
}

#[derive(Template)]
#[template(path = "exchange/batches.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    rounds: Vec<Choice>,
    ways: Vec<Choice>,
    bases: Vec<Choice>,
    batches: Vec<Batch>,
}

fn way(frame: &ui::Frame, via: Option<&Via>) -> String {
    via.map_or_else(|| frame.t("exchange-batch-any-way"), |via| frame.t(via.key()))
}

impl ListPage {
    fn way(&self, batch: &Batch) -> String {
        way(&self.frame, batch.via.as_ref())
    }
}

async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    reader(signed)?;
    let mut conn = signed.read().await?;
    let frame = signed.frame("exchanges/batches");
    let round = |round: &Round| {
        let said = [
            ("date", &frame.date(round.starts_on) as &dyn ui::ToArg),
            ("applicants", &round.applicants),
            ("consented", &round.consented),
        ];
        Choice::new(round.starts_on.to_string(), frame.ta("exchange-batch-round", &said))
    };
    let rounds = batches::rounds(&mut conn, signed.today()).await?.iter().map(round).collect();
    let basis = |word: &str| Choice::new(word, frame.t(&format!("exchange-basis-{word}")));
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let labels = &[
        ("starts_on", "exchange-batch-starts-on"),
        ("via", "exchange-batch-via"),
        ("basis", "exchange-basis"),
        ("case_ref", "exchange-case-ref"),
    ];
    let ways = [("local", Via::Local), ("national", Via::National)];
    page_with(
        status,
        &ListPage {
            form: form.labels(labels),
            rounds,
            ways: ways.map(|(word, via)| Choice::new(word, frame.t(via.key()))).to_vec(),
            bases: ["consent", "statute"].map(basis).to_vec(),
            batches: batches::newest(&mut conn).await?,
            frame,
        },
    )
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

/// Reads the form; its faults stand at its fields.
fn read(form: &mut Form) -> Option<NewBatch> {
    let starts_on = form.date("starts_on");
    let basis = form.choice("basis", &["consent", "statute"]);
    let via = match form.field("via") {
        "local" => Some(Via::Local),
        "national" => Some(Via::National),
        _ => None,
    };
    Some(NewBatch {
        starts_on: starts_on?,
        via,
        basis: match basis?.as_str() {
            "statute" => WantedBasis::Statute,
            _ => WantedBasis::Consent,
        },
        case_ref: form.optional("case_ref").unwrap_or_default(),
    })
}

async fn post_started(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(new) = read(&mut form) else {
        return list_page(&posted.signed, form).await;
    };
    let mut act = posted.act().await?;
    match start_batch(&mut act, new).await {
        Ok(id) => {
            act.commit(Entry::new("exchange.batch", "exchange_batch", id.0)).await?;
            Ok(done(&format!("/exchanges/batches/{id}"), "done-exchange-batch"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            list_page(&posted.signed, refused(form, error)?).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "exchange/batch.html")]
struct BatchPage {
    frame: ui::Frame,
    batch: Batch,
    progress: Progress,
    /// Each institution by what it is called, with how many stand at each of the words.
    lines: Vec<(String, Vec<i64>)>,
}

impl BatchPage {
    fn way(&self) -> String {
        way(&self.frame, self.batch.via.as_ref())
    }

    fn basis(&self) -> String {
        self.frame.t(match self.batch.basis {
            WantedBasis::Consent => ui::key("exchange-basis-consent"),
            WantedBasis::Statute => ui::key("exchange-basis-statute"),
        })
    }

    fn words(&self) -> Vec<String> {
        WORDS.iter().map(|word| self.frame.t(&word_key(word))).collect()
    }

    fn totals(&self) -> Vec<i64> {
        WORDS.iter().map(|word| self.progress.count(word)).collect()
    }

    fn left_out(&self, why: &LeftOut) -> String {
        self.frame.t(why.key())
    }

    fn goes_on(&self) -> bool {
        self.progress.goes_on(&self.batch)
    }

    fn failed(&self) -> bool {
        self.batch.cancelled_at.is_none() && self.progress.count("failed") > 0
    }
}

async fn show(Path(id): Path<BatchId>, signed: Signed) -> Result<Response> {
    reader(&signed)?;
    let mut conn = signed.read().await?;
    let (batch, progress) = batch::load(&mut conn, id, signed.node.now()).await?;
    let names = institutions::names(&signed.node).await?;
    let line = |(number, states): (&wire::InstitutionNumber, &_)| {
        let name = receipt::named(&names, *number).get(signed.who.language).to_owned();
        (name, counts(states))
    };
    let lines = progress.institutions.iter().map(line).collect();
    let goes_on = progress.goes_on(&batch);
    let frame = signed.frame(format!("exchanges/batches/{id}"));
    Ok(live(page(&BatchPage { frame, batch, progress, lines })?, goes_on))
}

/// How many stand at each of the words, in their order.
fn counts(states: &std::collections::BTreeMap<String, i64>) -> Vec<i64> {
    WORDS.iter().map(|word| states.get(*word).copied().unwrap_or_default()).collect()
}

async fn post_again(Path(id): Path<BatchId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    if let Err(error) = ask_batch_again(&mut act, id).await {
        return posted.refused(error, Vec::new());
    }
    act.commit(Entry::new("exchange.batch_ask_again", "exchange_batch", id.0)).await?;
    Ok(done(&format!("/exchanges/batches/{id}"), "done-exchange-batch-again"))
}

async fn post_cancelled(Path(id): Path<BatchId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    if let Err(error) = cancel_batch(&mut act, id).await {
        return posted.refused(error, Vec::new());
    }
    act.commit(Entry::new("exchange.batch_cancel", "exchange_batch", id.0)).await?;
    Ok(done(&format!("/exchanges/batches/{id}"), "done-exchange-cancelled"))
}
